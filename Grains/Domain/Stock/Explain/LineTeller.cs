using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Domain.Stock;

/// <summary>Makes lines of records. Pure.</summary>
internal sealed class LineTeller(PlantClock clock, RunningStock stock, ILookup<UpdateId, UpdateId> reversals)
{
    /// <summary>The next line in the order of occurrence: it changes what it says, not what was booked when it was recorded.</summary>
    public ExplainLine Occurred(Told told)
    {
        var before = (stock.OnHand, stock.Available);
        var changes = told.Event is StockEvent.Counted count ? stock.Count(count) : stock.Move(StockEffects.Moves(told.Event));
        return Line(told, changes, before);
    }

    /// <summary>The next line in the order of recording: it changes what it changed when it was recorded.</summary>
    public ExplainLine Recorded(Told told)
    {
        var before = (stock.OnHand, stock.Available);
        var changes = told.Event is StockEvent e ? stock.Move([.. e.Changes.Select(c => new AccountAmount(c.Account, c.Delta))]) : [];
        return Line(told, changes, before);
    }

    private ExplainLine Line(Told told, ImmutableArray<LineChange> changes, (decimal OnHand, decimal Available) before)
    {
        var (record, stocked) = (told.Record, told.Event as StockEvent);
        var moved = stocked as StockEvent.Moved;
        decimal? booked = stocked is StockEvent.Counted ? Decimals.Normalize(stocked.Changes.Sum(c => c.Difference ?? 0)) : null;
        var reversedBy = moved is null ? [] : reversals[record.Cause].ToImmutableArray();
        var marks = Marks(told, changes, booked, reversedBy);
        var onHandChange = Decimals.Normalize(stock.OnHand - before.OnHand);
        return new ExplainLine(
            record.Version, record.Kind, moved?.Movement ?? (stocked as StockEvent.TransferArrived)?.Movement, LineWords.Of(told, changes, before.OnHand, stock.OnHand, marks, booked, clock),
            record.Cause.Source, record.Cause.Epoch, record.Cause.MessageId, record.Sequence, Reference(told.Event), stocked?.Quantity, Amount(told.Event),
            clock.Local(record.OccurredAt), clock.Local(record.RecordedAt), marks, changes,
            onHandChange, Decimals.Normalize(stock.Available - before.Available), Decimals.Normalize(stock.OnHand), Decimals.Normalize(stock.Available),
            booked, moved?.Reverses, reversedBy, record.CorrelationId);
    }

    private static ImmutableArray<string> Marks(Told told, ImmutableArray<LineChange> changes, decimal? booked, ImmutableArray<UpdateId> reversedBy)
    {
        var marks = ImmutableArray.CreateBuilder<string>();
        if (told.IsLate) marks.Add(LineMarks.Late);
        if (told.Event is StockEvent { Flags: { } flags } && flags.Contains(ReceiptFlags.BeforeCount)) marks.Add(LineMarks.BeforeCount);
        if (told.Event is StockEvent.Counted counted)
        {
            marks.Add(LineMarks.Count);
            if (counted.Superseded) marks.Add(LineMarks.Superseded);
            else if (booked != changes.Sum(c => c.Change)) marks.Add(LineMarks.CountCorrected);
        }

        if (told.Event is StockEvent.Moved { Movement: MovementType.Reversal }) marks.Add(LineMarks.Reversal);
        if (!reversedBy.IsEmpty) marks.Add(LineMarks.Reversed);
        return marks.ToImmutable();
    }

    private static DocumentReference? Reference(DomainEvent e) => e switch
    {
        StockEvent.Moved m => m.Reference,
        StockEvent.TransferArrived a => a.Reference,
        StockEvent.Counted c => c.Reference,
        StockEvent.CountPosted p => new DocumentReference("count", p.Count),
        _ => null,
    };

    private static decimal? Amount(DomainEvent e) => e switch
    {
        StockEvent.Moved { Changes.IsEmpty: false } m => Decimals.Normalize(Math.Abs(m.Changes[0].Delta - (m.Changes[0].Difference ?? 0))),
        StockEvent.TransferArrived a => a.Amount,
        StockEvent.TransferConfirmed c => c.Amount,
        StockEvent.Counted c => Decimals.Normalize(c.Found.Sum(f => f.Amount)),
        StockEvent.CountPosted p => p.Amount,
        StockEvent.ReservationMade r => r.Amount,
        StockEvent.ReservationReleased r => r.Amount,
        _ => null,
    };
}

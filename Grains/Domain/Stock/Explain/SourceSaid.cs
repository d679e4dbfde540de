using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Domain.Stock;

/// <summary>Collects what one system last said, and the documents between its last count and now. Give it every record first, then every movement.</summary>
internal sealed class SourceSaid(SourceMark mark)
{
    /// <summary>How many documents are listed one by one.</summary>
    private const int Listed = 20;

    private readonly PriorityQueue<(Told Told, decimal Amount), OccurredKey> _documents = new();
    private Told? _last;
    private Told? _count;
    private decimal _moved;
    private int _more;
    private decimal _moreAmount;

    public string Source => mark.Source;

    /// <summary>Takes the next of its own records.</summary>
    public void First(Told told)
    {
        _last = told;
        if (told.Event is StockEvent.Counted && (_count is null || told.Key > _count.Key)) _count = told;
    }

    /// <summary>Takes a movement of anybody.</summary>
    public void Second(Told told)
    {
        if (_count is null || told.Key < _count.Key) return;
        var moves = StockEffects.Moves(told.Event).Where(m => IsCounted(m.Account)).ToArray();
        if (moves.Length == 0) return;
        var amount = moves.Sum(m => m.Amount);
        _moved += amount;
        _documents.Enqueue((told, amount), told.Key);
        if (_documents.Count <= Listed) return;
        _more++;
        _moreAmount += _documents.Dequeue().Amount;
    }

    /// <summary>What it said against what is there now; null when none of its records was seen.</summary>
    public SourceStatement? Build(StockState now, PlantClock clock)
    {
        if (_last is not { } last) return null;
        return new SourceStatement(
            Source, mark.Updates, Phrases.Sentence($"{clock.Say(last.Record.OccurredAt)}: {Happenings.Of(last.Record, last.Event)}"), last.Record.Cause.MessageId,
            clock.Local(last.Record.OccurredAt), clock.Local(last.Record.RecordedAt), _count is null ? null : Count(_count, now, clock));
    }

    private bool IsCounted(StockAccount account) =>
        _count!.Event is StockEvent.Counted count && (count.Complete || count.Found.Any(f => f.Account == account));

    private SourceCount Count(Told told, StockState now, PlantClock clock)
    {
        var count = (StockEvent.Counted)told.Event;
        var said = Decimals.Normalize(count.Found.Sum(f => f.Amount));
        var ours = Decimals.Normalize(now.Accounts.Where(a => IsCounted(a.Account)).Sum(a => a.Balance));
        var later = Decimals.Normalize(ours - said - _moved);
        var documents = _documents.UnorderedItems.OrderByDescending(i => i.Priority).Select(i => Document(i.Element.Told, i.Element.Amount, clock)).ToImmutableArray();
        return new SourceCount(
            clock.Local(told.Record.OccurredAt), told.Record.Cause.MessageId, count.Reference, count.Complete, said, ours, Decimals.Normalize(ours - said),
            documents, _more, Decimals.Normalize(_moreAmount), later, Words(said, ours, later, documents.Length + _more, clock.Say(told.Record.OccurredAt), count.Unit));
    }

    private string Words(decimal said, decimal ours, decimal later, int documents, string when, UnitCode unit)
    {
        var words = $"It counted {Phrases.Amount(said, unit)} on {when}; there {Phrases.IsAre(ours)} {Phrases.Amount(ours, unit)} now.";
        if (documents > 0) words += $" {Phrases.Many(documents, "movement")} since then {(documents == 1 ? "makes" : "make")} {Phrases.Signed(Decimals.Normalize(_moved))} of the difference.";
        if (later != 0) words += $" Counts of a later time make {Phrases.Signed(later)} of it.";
        return documents == 0 && later == 0 ? $"{words} Nothing has moved since: it agrees." : words;
    }

    private static DifferenceDocument Document(Told told, decimal amount, PlantClock clock) => new(
        told.Record.Version, told.Record.Cause.Source, told.Record.Cause.MessageId, Reference(told), clock.Local(told.Record.OccurredAt), Decimals.Normalize(amount));

    private static DocumentReference? Reference(Told told) => told.Event switch
    {
        StockEvent.Moved m => m.Reference,
        StockEvent.TransferArrived a => a.Reference,
        _ => null,
    };
}

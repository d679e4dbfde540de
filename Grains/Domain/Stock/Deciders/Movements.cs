using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Domain.Stock;

/// <summary>What all movements have in common.</summary>
internal static class Movements
{
    /// <summary>The event of a posting; the caller adds what is special. What most have is said here, because an event is large and adding copies it.</summary>
    public static StockEvent.Moved Event(
        in Situation s, MovementType movement, in Measure measure, Posting posting, DocumentReference? reference, DateTimeOffset? began = null, Settlement? settlement = null)
    {
        if (measure.Residual is not null) posting.Flags |= StockFlags.Rounded;
        var day = s.Posting;
        posting.Flags |= day.Flag;
        return new StockEvent.Moved
        {
            Unit = s.Unit,
            Changes = posting.Changes,
            Corrections = posting.Corrections,
            Claims = posting.Claims,
            Reserved = s.State.Reserved,
            Movement = movement,
            Quantity = measure.Source,
            Factor = measure.Factor,
            Residual = measure.Residual,
            PostingDate = day.Day,
            SaidPostingDate = day.Said,
            Reference = reference,
            StartedAt = began,
            Settlement = settlement,
        };
    }

    public static Decision Apply(StockEvent @event, StockFlags flags)
    {
        var texts = flags.ToTexts();
        return new Decision.Apply(texts.IsEmpty ? @event : @event with { Flags = texts }, texts);
    }

    /// <summary>When a movement began, where that says anything: it lasted.</summary>
    public static DateTimeOffset? Began(in Situation s, DateTimeOffset? startedAt) =>
        startedAt is { } start && Instants.Truncate(start) < s.At ? Instants.Truncate(start) : null;
}

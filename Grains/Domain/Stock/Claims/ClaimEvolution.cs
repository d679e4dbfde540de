using Sync.Domain.Kernel;

namespace Sync.Domain.Stock;

/// <summary>How events change the book of claims. Pure.</summary>
internal static class ClaimEvolution
{
    /// <summary>What the claims of an event are about; null when the event has none.</summary>
    public static ClaimSubject? Subject(StockEvent @event) => @event switch
    {
        { Claims: null } => null,
        { Claims.Subject: { } subject } => subject,
        StockEvent.Claimed e => new ClaimSubject(e.Movement, e.Reference, e.Account.Lot),
        StockEvent.Moved { Changes: [var first, ..] } e => new ClaimSubject(e.Movement, e.Reference, first.Account.Lot),
        _ => null,
    };

    public static StockState Apply(StockState state, StockEvent @event, in EventFacts facts)
    {
        if (Subject(@event) is not { } subject) return state;
        var changes = @event.Claims!;
        var book = (state.Claims ?? ClaimBook.Empty) with { Waiting = changes.Waiting, Differing = changes.Differing, Overdue = changes.Overdue };
        if (book.HasForgotten(subject, facts.OccurredAt, changes.Tolerance))
        {
            // Decided on the whole history, folded on less: only the whole history knows what follows.
            return state with { Claims = book.Forget(subject, DateTimeOffset.MaxValue), HasForgotten = true };
        }

        var group = book.Find(subject) ?? new ClaimGroup(subject, []);
        if (Entry(group, @event, changes, facts) is { } entry) group = group with { Entries = group.Entries.Add(entry) };
        foreach (var change in changes.Standings ?? []) group = Stand(group, change);
        return state with { Claims = group.Entries.IsEmpty ? book : book.With(group) };
    }

    private static ClaimEntry? Entry(ClaimGroup group, StockEvent @event, ClaimChanges changes, in EventFacts facts) => @event switch
    {
        StockEvent.Claimed { DueAt: { } due } e => new ClaimEntry(facts.Cause, facts.OccurredAt, e.Amount, changes.Tolerance, new ClaimTerms(facts.RecordedAt, due)),
        StockEvent.Claimed e => new ClaimEntry(facts.Cause, facts.OccurredAt, e.Amount, changes.Tolerance, null, e.Reverses),
        StockEvent.Moved e => new ClaimEntry(
            facts.Cause, facts.OccurredAt, e.Changes[0].Delta - (e.Changes[0].Difference ?? 0), changes.Tolerance, null,
            e.Reverses is { } id && group.Find(id) is not null ? id : null),
        _ => null,
    };

    private static ClaimGroup Stand(ClaimGroup group, ClaimChange change)
    {
        for (var i = 0; i < group.Entries.Length; i++)
        {
            var entry = group.Entries[i];
            if (entry.Id != change.Claim || entry.Claim is not { } terms) continue;
            var stands = terms with { Standing = change.Standing, Claimed = change.Claimed, Counted = change.Counted };
            return group with { Entries = group.Entries.SetItem(i, entry with { Claim = stands }) };
        }

        return group;
    }
}

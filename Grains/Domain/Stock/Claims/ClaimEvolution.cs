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
        var known = book.Find(subject);
        var entry = Entry(@event, changes, facts);
        if (HasForgotten(book, subject, known, entry, changes, facts))
        {
            // Decided on the whole history, folded on less: only the whole history knows what follows.
            return state with { Claims = book.Forget(subject), HasForgotten = true };
        }

        var group = known ?? new ClaimGroup(subject, []);
        if (entry is not null) group = group with { Entries = group.Entries.Add(entry) };
        foreach (var change in changes.Standings ?? []) group = Stand(group, change);
        return state with { Claims = group.Entries.IsEmpty ? book : book.With(group) };
    }

    /// <summary>True when the event has to do with what the book lacks: by its time, or because it names a claim that is not there.</summary>
    private static bool HasForgotten(ClaimBook book, ClaimSubject subject, ClaimGroup? known, ClaimEntry? entry, ClaimChanges changes, in EventFacts facts)
    {
        if (entry is not null && book.HasForgotten(subject, entry, known)) return true;
        foreach (var change in changes.Standings ?? [])
            if (change.Claim != facts.Cause && known?.Find(change.Claim) is null) return true;
        return false;
    }

    private static ClaimEntry? Entry(StockEvent @event, ClaimChanges changes, in EventFacts facts) => @event switch
    {
        StockEvent.Claimed { DueAt: { } due } e => new ClaimEntry(facts.Cause, facts.OccurredAt, e.Amount, changes.Tolerance, new ClaimTerms(facts.RecordedAt, due)),
        StockEvent.Claimed e => new ClaimEntry(facts.Cause, facts.OccurredAt, e.Amount, changes.Tolerance, null, e.Reverses),
        StockEvent.Moved e => new ClaimEntry(
            facts.Cause, facts.OccurredAt, e.Changes[0].Delta - (e.Changes[0].Difference ?? 0), changes.Tolerance, null, e.Reverses),
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

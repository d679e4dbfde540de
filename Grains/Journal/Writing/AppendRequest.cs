using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Journal.Storage;

namespace Sync.Journal.Writing;

/// <summary>One call of <see cref="IJournalSession.Append"/> on its way: durable as a whole, or not at all.</summary>
internal sealed class AppendRequest(JournalSession session, ImmutableArray<JournalRecord> records, IAppendObserver observer, DateTimeOffset queuedAt) : Queued
{
    public JournalSession Session => session;

    public ImmutableArray<JournalRecord> Records => records;

    public DateTimeOffset QueuedAt => queuedAt;

    /// <summary>The head of the entity once this is durable.</summary>
    public EntityHead Head => new(records[^1].Version, records[^1].Hash);

    /// <summary>Its place in the batch, which keeps a sort stable.</summary>
    public int Order { get; set; }

    public override int Weight => records.Length;

    protected override void OnSucceeded()
    {
        session.OnCommitted(this);
        observer.OnDurable();
    }

    // Also when nobody knows: the session's idea of the head may be wrong, so nothing may follow.
    protected override void OnFailed(Exception exception)
    {
        session.OnFailed(this);
        observer.OnFailed(exception);
    }
}

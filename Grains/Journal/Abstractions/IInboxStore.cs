using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Journal;

/// <summary>The log of what adapters published, as it came, with what became of it. Thread-safe. The journal must be open.</summary>
/// <remarks>Every call throws <see cref="JournalUnavailableException"/> when the store cannot be used now; each may be repeated.</remarks>
public interface IInboxStore
{
    /// <summary>Adds messages to the end of a queue, in order, in one transaction. A message whose id the stream has is left as it is.</summary>
    Task<ImmutableArray<InboxPlace>> AppendAsync(
        int queue, string stream, ImmutableArray<InboundMessage> messages, DateTimeOffset receivedAt, CancellationToken cancellationToken = default);

    /// <summary>The last offset of every queue that has a message, in one read.</summary>
    Task<ImmutableArray<(int Queue, long Last)>> ReadEndsAsync(CancellationToken cancellationToken = default);

    /// <summary>The messages of a queue after an offset, in order. Once an offset was seen, no smaller one appears.</summary>
    Task<ImmutableArray<InboxEntry>> ReadLogAsync(int queue, long after, int max, CancellationToken cancellationToken = default);

    /// <summary>How far a queue was handed out; 0 in the beginning.</summary>
    Task<long> ReadCheckpointAsync(int queue, CancellationToken cancellationToken = default);

    /// <summary>Moves the checkpoint of a queue forward. A smaller one changes nothing.</summary>
    Task SaveCheckpointAsync(int queue, long offset, CancellationToken cancellationToken = default);

    /// <summary>The pending messages of a stream up to an offset, in order.</summary>
    Task<ImmutableArray<InboxRecord>> ReadPendingAsync(string stream, long upTo, int max, CancellationToken cancellationToken = default);

    /// <summary>The messages of a stream that are dead or wait, after an offset, in order.</summary>
    Task<ImmutableArray<InboxHold>> ReadHoldsAsync(string stream, long after, int max, CancellationToken cancellationToken = default);

    /// <summary>Streams with a message that waits, or that was received before an instant and is still pending.</summary>
    Task<ImmutableArray<string>> ReadBehindAsync(DateTimeOffset before, int max, CancellationToken cancellationToken = default);

    /// <summary>One message; null: there is none of this number.</summary>
    Task<InboxRecord?> FindAsync(long number, CancellationToken cancellationToken = default);

    /// <summary>Writes what became of a message, if its revision is still this one.</summary>
    /// <returns>False: another has written since.</returns>
    Task<bool> SaveAsync(long number, int revision, InboxMark mark, CancellationToken cancellationToken = default);

    /// <summary>Messages without bodies and receipts, the newest first.</summary>
    Task<ImmutableArray<InboxRecord>> ListAsync(InboxQuery query, CancellationToken cancellationToken = default);

    /// <summary>Records what a person did. An id that is known changes nothing.</summary>
    Task AddActAsync(long number, InboxAct act, CancellationToken cancellationToken = default);

    /// <summary>What people did about a message, oldest first.</summary>
    Task<ImmutableArray<InboxAct>> ReadActsAsync(long number, CancellationToken cancellationToken = default);
}

using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Journal;

/// <summary>How one activation appends. Calls are made from one thread at a time; tasks complete in the order of the calls.
/// The first failure poisons the session: whatever is queued or comes later is dropped unsent and fails with <see cref="JournalFencedException"/>.</summary>
public interface IJournalSession
{
    /// <summary>True after the first failure.</summary>
    bool IsPoisoned { get; }

    /// <summary>Appends records of consecutive versions. Completes when all are durable.</summary>
    /// <exception cref="JournalFencedException">Another activation wrote one of these versions, or the session is poisoned: nothing of this call is durable.</exception>
    /// <exception cref="JournalBusyException">The queue is full: nothing is durable; the session is NOT poisoned by this alone when nothing was queued.</exception>
    /// <exception cref="JournalUnavailableException">The store refused or could not be reached before anything was sent: nothing is durable.</exception>
    /// <exception cref="OutcomeUnknownException">The answer of the commit was lost and the store could not be asked.</exception>
    Task AppendAsync(ImmutableArray<JournalRecord> records);

    /// <summary>Waits for everything this session has queued, then confirms by reading that its newest version is still the entity's newest.
    /// Reads of many sessions are batched.</summary>
    /// <exception cref="JournalFencedException">Another activation has written.</exception>
    Task ConfirmHeadAsync();
}

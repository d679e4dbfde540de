using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Journal;

/// <summary>How one activation appends. Calls are made from one thread at a time; appends end in the order of the calls.
/// The first failure poisons the session: whatever is queued or comes later is dropped unsent and fails with <see cref="JournalFencedException"/>.</summary>
public interface IJournalSession
{
    /// <summary>True after the first failure.</summary>
    bool IsPoisoned { get; }

    /// <summary>Appends records of consecutive versions. The observer is told when all are durable, or why they are not:
    /// <see cref="JournalFencedException"/>: another activation wrote one of these versions, or the session is poisoned, and nothing of this call is durable;
    /// <see cref="JournalBusyException"/>: the queue is full, nothing is durable, and the session is NOT poisoned by this alone when nothing was queued;
    /// <see cref="JournalUnavailableException"/>: the store refused or could not be reached before anything was sent, and nothing is durable;
    /// <see cref="OutcomeUnknownException"/>: the answer of the commit was lost and the store could not be asked.</summary>
    void Append(ImmutableArray<JournalRecord> records, IAppendObserver observer);

    /// <summary>Waits for everything this session has queued, then confirms by reading that its newest version is still the entity's newest.
    /// Reads of many sessions are batched.</summary>
    /// <exception cref="JournalFencedException">Another activation has written.</exception>
    Task ConfirmHeadAsync();
}

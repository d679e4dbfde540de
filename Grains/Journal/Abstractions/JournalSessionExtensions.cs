using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Journal;

/// <summary>Appending for those who would rather wait.</summary>
public static class JournalSessionExtensions
{
    /// <summary>Appends records of consecutive versions. Completes when all are durable; fails as <see cref="IJournalSession.Append"/> says.</summary>
    public static Task AppendAsync(this IJournalSession session, ImmutableArray<JournalRecord> records)
    {
        if (records.IsDefaultOrEmpty) return Task.CompletedTask;
        var waiter = new Waiter();
        session.Append(records, waiter);
        return waiter.Ended;
    }

    private sealed class Waiter : IAppendObserver
    {
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Ended => _ended.Task;

        public void OnDurable() => _ended.TrySetResult();

        public void OnFailed(Exception failure) => _ended.TrySetException(failure);
    }
}

using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Journal.Tests.Orders;

/// <summary>One append, and what was told of it.</summary>
internal sealed class PlannedAppend(ImmutableArray<JournalRecord> records, Action<PlannedAppend> answered) : IAppendObserver
{
    public ImmutableArray<JournalRecord> Records => records;

    public int Answers { get; private set; }

    public bool IsDurable { get; private set; }

    public Exception? Failure { get; private set; }

    /// <summary>True when it was answered at once and nothing of it was taken.</summary>
    public bool IsRefused { get; set; }

    public void OnDurable()
    {
        IsDurable = true;
        Answer();
    }

    public void OnFailed(Exception failure)
    {
        Failure = failure;
        Answer();
    }

    private void Answer()
    {
        Answers++;
        answered(this);
    }
}

using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Journal;

namespace Sync.Grains.Tests.Fakes;

/// <summary>A session that keeps the promises of the real one, to the letter where they are least convenient: «busy» comes at once and does not
/// poison, everything else comes in order.</summary>
internal sealed class FakeSession(FakeJournal journal, EntityKey entity, long version, RecordHash hash) : IJournalSession
{
    private readonly List<FakeCall> _queued = [];
    private (long Version, RecordHash Hash) _accepted = (version, hash);
    private long _durable = version;
    private Task _last = Task.CompletedTask;

    public bool IsPoisoned { get; private set; }

    public void Append(ImmutableArray<JournalRecord> records, IAppendObserver observer)
    {
        Assert.NotEmpty(records);
        if (IsPoisoned)
        {
            _ = FailAfterLastAsync(observer);
            return;
        }

        if (journal.IsBusy)
        {
            observer.OnFailed(new JournalBusyException("the queue is full"));
            return;
        }

        foreach (var record in records)
        {
            Assert.Equal(entity, record.Entity);
            Assert.Equal(_accepted.Version + 1, record.Version);
            Assert.Equal(_accepted.Hash, record.PreviousHash);
            _accepted = (record.Version, record.Hash);
        }

        var call = journal.Begin("append", outcome => Append(records, outcome));
        if (!call.IsAnswered) _queued.Add(call);
        call.Tell(observer);
        _last = call.Answered;
    }

    public async Task ConfirmHeadAsync()
    {
        await _last.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (IsPoisoned) throw Fenced();
        var expected = _durable;
        var head = journal.Records(entity).Count;
        await journal.CallAsync("confirm");
        if (head == expected) return;
        IsPoisoned = true;
        throw Fenced();
    }

    private void Append(ImmutableArray<JournalRecord> records, Outcome outcome)
    {
        if (_queued.Count > 0) _queued.RemoveAt(0);
        try
        {
            if (outcome == Outcome.Overtaken) journal.Rival!();
            if (outcome is Outcome.Done or Outcome.LostButDurable) journal.Store(records);
            if (outcome != Outcome.Done) Poison();
            else _durable = records[^1].Version;
        }
        catch (JournalFencedException)
        {
            Poison();
            throw;
        }
    }

    private void Poison()
    {
        IsPoisoned = true;
        foreach (var call in _queued)
        {
            journal.Waiting.Remove(call);
            call.Fail(Fenced());
        }

        _queued.Clear();
    }

    private async Task FailAfterLastAsync(IAppendObserver observer)
    {
        await _last.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        observer.OnFailed(Fenced());
    }

    private JournalFencedException Fenced() => new($"{entity}: the session is poisoned or overtaken");
}

using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Sync.Grains.Tests.Fakes;
using Sync.Journal.Telemetry;
using Sync.Journal.Writing;

namespace Sync.Journal.Tests.Orders;

/// <summary>One run of a few sessions against one writer, in one order. Checks after each step what was told and what was sent.</summary>
internal sealed class WriterOrder(Choices choices, string[] plans, int failures)
{
    private static readonly ServiceProvider Services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private static readonly JournalInstruments Instruments = new(Services.GetRequiredService<IMeterFactory>(), "fake");
    private readonly Turns _turns = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly HeldCommitter _store = new();
    private readonly List<PlannedSession> _sessions = [];
    private JournalWriter _writer = null!;
    private Task? _stopped;
    private int _failures = failures;
    private bool _mayWait;

    public int QueueLimit { get; init; } = 100;

    /// <summary>Time may pass, so much that what waits is too old to be sent.</summary>
    public bool MayWait { get; init; }

    /// <summary>The writer may be stopped at any time; else it is stopped at the end.</summary>
    public bool MayStop { get; init; }

    public void Run()
    {
        _mayWait = MayWait;
        _writer = new JournalWriter(new JournalOptions { QueueLimit = QueueLimit, BatchLimit = 3 }, new CommitSignal(_clock), Instruments, _clock, NullLogger.Instance);
        foreach (var plan in plans) _sessions.Add(new PlannedSession(plan, _store, _writer));
        _writer.Start(_store, _turns);
        _turns.Run();
        while (Step()) Check();
        Stop();
        Check();
        Assert.True(_store.IsDisposed);
        Assert.True(_stopped!.IsCompletedSuccessfully, "it should have stopped");
        foreach (var append in _sessions.SelectMany(static s => s.Appends)) Assert.Equal(1, append.Answers);
        Assert.Equal(0, _writer.Waiting);
    }

    private bool Step()
    {
        List<Action> ways = [.. _sessions.Where(static s => s.HasMore).Select(s => (Action)(() => Append(s)))];
        if (_store.IsBusy) ways.Add(Answer);
        var more = ways.Count > 0;
        if (more && MayStop && _stopped is null) ways.Add(Stop);
        if (more && _mayWait) ways.Add(Wait);
        if (!more) return false;
        ways[choices.Pick(ways.Count)]();
        return true;
    }

    private void Append(PlannedSession session)
    {
        _turns.Do(() => session.AppendNext());
        Assert.True(_writer.Waiting <= QueueLimit, "more waits than may");
    }

    private void Answer()
    {
        var outcome = StoreOutcome.Done;
        if (_failures > 0)
        {
            outcome = (StoreOutcome)choices.Pick(Enum.GetValues<StoreOutcome>().Length);
            if (outcome != StoreOutcome.Done) _failures--;
        }

        _store.Answer(outcome);
        _turns.Run();
    }

    private void Stop()
    {
        _stopped ??= _turns.Start(_writer.StopAsync);
        _turns.Run();
    }

    private void Wait()
    {
        _mayWait = false;
        _clock.Advance(CommitBatch.MaxAge + TimeSpan.FromSeconds(1));
    }

    private void Check()
    {
        foreach (var session in _sessions) session.Check();
    }
}

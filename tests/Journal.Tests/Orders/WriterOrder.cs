using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Sync.Grains.Tests.Fakes;
using Sync.Journal.Telemetry;
using Sync.Journal.Writing;

namespace Sync.Journal.Tests.Orders;

/// <summary>One run of a few sessions against the writers of a process, in one order. Checks after each step what was told and what was sent.</summary>
internal sealed class WriterOrder(Choices choices, string[] plans, int failures)
{
    private static readonly ServiceProvider Services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private static readonly JournalInstruments Instruments = new(Services.GetRequiredService<IMeterFactory>(), "fake");
    private readonly Turns _turns = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly HeldStore _store = new();
    private readonly List<HeldCommitter> _committers = [];
    private readonly List<PlannedSession> _sessions = [];
    private JournalWriters _writers = null!;
    private Task? _stopped;
    private int _failures = failures;
    private bool _mayWait;

    public int QueueLimit { get; init; } = 100;

    /// <summary>How many writers and queues there are.</summary>
    public int Writers { get; init; } = 1;

    /// <summary>How many records one of several writers takes by itself.</summary>
    public int Few { get; init; } = CommitDesk<AppendRequest>.Few;

    /// <summary>Time may pass once, so much that a writer keeps only what it works at.</summary>
    public bool MayHang { get; init; }

    /// <summary>Time may pass once, so much that what waits is too old to be sent.</summary>
    public bool MayWait { get; init; }

    /// <summary>The writer may be stopped at any time; else it is stopped at the end.</summary>
    public bool MayStop { get; init; }

    public void Run()
    {
        _mayWait = MayWait || MayHang;
        var options = new JournalOptions { QueueLimit = QueueLimit, BatchLimit = 3 };
        _writers = new JournalWriters(Writers, options, new CommitSignal(_clock), Instruments, _clock, NullLogger<JournalWriter>.Instance, Few);
        foreach (var plan in plans) _sessions.Add(new PlannedSession(plan, _store, _writers.Of(plan[0] - 'a')));
        _writers.Start(AddCommitter, _turns);
        _turns.Run();
        while (Step()) Check();
        Stop();
        Check();
        Assert.All(_committers, static committer => Assert.True(committer.IsDisposed));
        Assert.True(_stopped!.IsCompletedSuccessfully, "it should have stopped");
        foreach (var append in _sessions.SelectMany(static s => s.Appends)) Assert.Equal(1, append.Answers);
        Assert.Equal(0, _writers.Waiting);
    }

    private bool Step()
    {
        List<Action> ways = [.. _sessions.Where(static s => s.HasMore).Select(s => (Action)(() => Append(s)))];
        ways.AddRange(_committers.Where(static c => c.IsBusy).Select(c => (Action)(() => Answer(c))));
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
        Assert.True(_writers.Waiting <= QueueLimit * Writers, "more waits than may");
    }

    private HeldCommitter AddCommitter()
    {
        var committer = new HeldCommitter(_store);
        _committers.Add(committer);
        return committer;
    }

    private void Answer(HeldCommitter committer)
    {
        var outcome = StoreOutcome.Done;
        if (_failures > 0)
        {
            outcome = (StoreOutcome)choices.Pick(Enum.GetValues<StoreOutcome>().Length);
            if (outcome != StoreOutcome.Done) _failures--;
        }

        committer.Answer(outcome);
        _turns.Run();
    }

    private void Stop()
    {
        _stopped ??= _turns.Start(_writers.StopAsync);
        _turns.Run();
    }

    private void Wait()
    {
        _mayWait = false;
        _clock.Advance(MayHang ? CommitDesk<AppendRequest>.Patience : CommitBatch.MaxAge + TimeSpan.FromSeconds(1));
        _turns.Run();
    }

    private void Check()
    {
        foreach (var session in _sessions) session.Check();
    }
}

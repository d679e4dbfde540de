using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Sync.Contracts;
using Sync.Grains.Feed;
using Sync.Grains.Tests.Fakes;

namespace Sync.Grains.Tests.Feed;

/// <summary>A journal of a few lanes, and one process that scans it.</summary>
internal sealed class FeedWorld : IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    public FeedWorld(int lanes = 2, int buffer = 1000, int page = 100)
    {
        Journal = new FakeJournal(lanes);
        Options = new FeedOptions { BufferRecords = buffer, PageRecords = page, ScanRecords = page, TurnMilliseconds = 0, ScanMilliseconds = 0 };
        Hub = NewHub();
    }

    public FakeJournal Journal { get; }

    public FeedOptions Options { get; }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public Turns Turns { get; } = new();

    public FeedHub Hub { get; private set; }

    /// <summary>Starts the scan.</summary>
    public FeedWorld Start()
    {
        _ = Turns.Start(() => Hub.ScanAllAsync(_stop.Token));
        return this;
    }

    /// <summary>Another process takes over: its memory is empty.</summary>
    public void RestartHub()
    {
        Hub = NewHub();
        Journal.Script.Remove("head");
        Start();
    }

    /// <summary>An entity of a lane, one of several.</summary>
    public EntityKey Entity(int lane, int number = 0) => Enumerable.Range(0, int.MaxValue).Select(i => new EntityKey(EntityKinds.Item, $"I{i}"))
        .Where(e => e.Lane(Journal.LaneCount) == lane).ElementAt(number);

    /// <summary>Commits the next record of an entity.</summary>
    public JournalRecord Commit(EntityKey entity)
    {
        Commit(entity, 1);
        return Journal.Records(entity)[^1];
    }

    /// <summary>Commits the next records of an entity, all at once.</summary>
    public void Commit(EntityKey entity, int count)
    {
        var previous = Journal.Records(entity).LastOrDefault();
        var records = ImmutableArray.CreateBuilder<JournalRecord>(count);
        for (var i = 0; i < count; i++)
        {
            var version = (previous?.Version ?? 0) + 1;
            records.Add(previous = RecordChain.Seal(new JournalRecord(
                entity, version, Clock.GetUtcNow(), Clock.GetUtcNow(), new UpdateId("/test", 0, $"{entity.Id}-{version}"), null, default, "update.noted", 1, "{}",
                previous?.Hash ?? default, default, null, null, null)));
        }

        Journal.Store(records.MoveToImmutable());
        Turns.Run();
    }

    /// <summary>Answers the oldest held call of a name, and runs.</summary>
    public void Answer(string name, Outcome outcome = Outcome.Done)
    {
        Journal.Answer(name, outcome);
        Turns.Run();
    }

    /// <summary>Lets time pass, and runs.</summary>
    public void Pass(TimeSpan time)
    {
        Clock.Advance(time);
        Turns.Run();
    }

    public void Dispose()
    {
        _stop.Cancel();
        Turns.Run();
        _stop.Dispose();
    }

    private FeedHub NewHub() => new(Journal, Journal, Options, Clock, NullLogger<FeedHub>.Instance);
}

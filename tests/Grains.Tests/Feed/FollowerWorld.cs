using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Grains.Feed;
using Sync.Grains.Tests.Fakes;
using Sync.Journal;

namespace Sync.Grains.Tests.Feed;

/// <summary>One consumer, the lanes that offer to it from another process, and a network between them that loses, delays and repeats.</summary>
internal sealed class FollowerWorld : IDisposable
{
    private static readonly ChangeFilter[] Filters = [ChangeFilter.All, new(Items: ["I0", "I1", "I2"]), new(Items: ["I2", "I3", "I4", "I5"])];
    private readonly LaneOffers[] _offers;
    private readonly FeedPosition[] _saved;
    private readonly List<(FeedPage Page, TaskCompletionSource Answer)> _underWay = [];
    private readonly List<FeedPage> _delivered = [];
    private readonly IGrainFactory _grains;
    private readonly List<FeedRecord> _taken = [];
    private CancellationTokenSource _life = new();
    private FeedPosition[] _cursor;
    private FeedPosition[] _begun;
    private int _filter;
    private int _directory;
    private bool _hasRoom = true;

    public FollowerWorld()
    {
        World = new FeedWorld(lanes: 2, buffer: 8, page: 5).Start();
        _grains = FakeGrains.Create().Add("s", GrainDouble.Of<ISubscriptionGrain>(("Offer", args => Receive((FeedPage)args[0]!)))).Factory;
        _offers = [new LaneOffers(0), new LaneOffers(1)];
        _saved = new FeedPosition[2];
        _cursor = new FeedPosition[2];
        _begun = new FeedPosition[2];
        RestartLane(0);
        RestartLane(1);
        Follower = NewFollower();
    }

    public FeedWorld World { get; }

    public FeedFollower Follower { get; private set; }

    public int UnderWay => _underWay.Count;

    public void Commit(int entity) => World.Commit(new EntityKey(EntityKinds.Item, $"I{entity}"));

    /// <summary>A lane, which has its own scan, offers its next stretch.</summary>
    public void Offer(int lane) => World.Turns.Do(() =>
    {
        var position = _offers[lane].Position;
        var newest = World.Journal.Feed.Count == 0 ? default : World.Journal.Feed[^1].Position;
        var records = World.Journal.Feed.Where(r => r.Position > position && r.Record.Entity.Lane(2) == lane).Take(4).ToImmutableArray();
        var upTo = records.Length == 4 ? records[^1].Position : newest;
        if (upTo > position) _offers[lane].Offer(new FeedSlice(records, upTo));
    });

    public void Flush(int lane) => World.Turns.Do(_offers[lane].Flush);

    public void Retry(int lane) => World.Turns.Do(_offers[lane].Retry);

    public void SaveLane(int lane) => _saved[lane] = _offers[lane].Position;

    /// <summary>The lane starts again elsewhere, from where it was saved.</summary>
    public void RestartLane(int lane) => World.Turns.Do(() =>
    {
        _offers[lane] = new LaneOffers(lane);
        _offers[lane].Refresh(Directory(), _grains);
        _offers[lane].Announce(_saved[lane]);
    });

    /// <summary>Word of a changed filter reaches a lane.</summary>
    public void Refresh(int lane) => World.Turns.Do(() => _offers[lane].Refresh(Directory(), _grains));

    public void Deliver(int at, bool answerIsLost)
    {
        if (_underWay.Count == 0) return;
        var (page, answer) = _underWay[at % _underWay.Count];
        _underWay.RemoveAt(at % _underWay.Count);
        _delivered.Add(page);
        World.Turns.Do(() => Follower.Offer(page));
        if (answerIsLost) answer.SetException(new TimeoutException());
        else answer.SetResult();
        World.Turns.Run();
    }

    public void Lose(int at)
    {
        if (_underWay.Count == 0) return;
        var (_, answer) = _underWay[at % _underWay.Count];
        _underWay.RemoveAt(at % _underWay.Count);
        answer.SetException(new TimeoutException());
        World.Turns.Run();
    }

    public void Repeat(int at)
    {
        if (_delivered.Count > 0) World.Turns.Do(() => Follower.Offer(_delivered[at % _delivered.Count]));
    }

    public void SaveCursor() => _cursor = Follower.Taken.ToArray();

    /// <summary>The consumer ends without a word, and begins again from its cursor.</summary>
    public void RestartConsumer()
    {
        Check();
        BeginAgain();
    }

    private void BeginAgain()
    {
        _taken.Clear();
        _begun = _cursor;
        _life.Cancel();
        _life = new CancellationTokenSource();
        Follower = NewFollower();
        World.Turns.Do(Follower.CatchUp);
    }

    /// <summary>The consumer asks for something else from its cursor on. The lanes do not know yet.</summary>
    public void AskForOther()
    {
        SaveCursor();
        Check();
        _filter = (_filter + 1) % Filters.Length;
        _directory++;
        BeginAgain();
    }

    public void SetRoom(bool hasRoom)
    {
        _hasRoom = hasRoom;
        World.Turns.Do(Follower.CatchUp);
    }

    public void Heal()
    {
        World.Journal.Hold.Clear();
        World.Journal.Script.Clear();
        while (World.Journal.Waiting.Count > 0) World.Answer(World.Journal.Waiting[0].Name);
        SetRoom(true);
        for (var round = 0; round < 20; round++)
        {
            for (var lane = 0; lane < 2; lane++)
            {
                Offer(lane);
                Flush(lane);
                Retry(lane);
            }

            while (_underWay.Count > 0) Deliver(0, answerIsLost: false);
            World.Pass(TimeSpan.FromSeconds(5));
        }
    }

    /// <summary>Since it began, the consumer has taken exactly what concerns it, from its cursor to where it is, in order.</summary>
    public void Check()
    {
        for (var lane = 0; lane < 2; lane++)
        {
            var (from, to) = (_begun[lane], Follower.Taken[lane]);
            var expected = World.Journal.Feed.Where(r => r.Record.Entity.Lane(2) == lane && r.Position > from && r.Position <= to && Filters[_filter].Matches(r.Record.Entity));
            Assert.Equal(expected.Select(r => r.Record.ChangeId), _taken.Where(r => r.Record.Entity.Lane(2) == lane).Select(r => r.Record.ChangeId));
        }
    }

    /// <summary>Nothing of the journal is left to take.</summary>
    public void CheckComplete()
    {
        Check();
        var newest = World.Journal.Feed.LastOrDefault()?.Position ?? default;
        Assert.True(Follower.IsJoined, "the follower should be joined");
        Assert.All(Follower.Taken.ToArray(), t => Assert.Equal(newest, t));
        Assert.Null(Follower.OldestMissing());
        Assert.Null(Follower.LastError);
    }

    public void Dispose()
    {
        _life.Cancel();
        World.Dispose();
        _life.Dispose();
    }

    private FeedDirectory Directory() => new(_directory, [new FeedConsumerEntry("subscription/s", Filters[_directory % Filters.Length])]);

    private Task Receive(FeedPage page)
    {
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _underWay.Add((page, answer));
        return answer.Task;
    }

    private FeedFollower NewFollower()
    {
        var follower = new FeedFollower(World.Hub, Filters[_filter], World.Clock, (_, r) => _taken.Add(r), () => _hasRoom, _life.Token);
        for (var lane = 0; lane < 2; lane++) follower.StartAt(lane, _cursor[lane]);
        return follower;
    }
}

using Microsoft.Extensions.Logging.Abstractions;
using Sync.Contracts;
using Sync.Domain.Kernel;
using Sync.Domain.Stock;
using Sync.Grains.Feed;
using Sync.Grains.Tests.Fakes;

namespace Sync.Grains.Tests.Feed;

/// <summary>One lane with real flows, a router and one consumer.</summary>
internal sealed class LaneWorld : IDisposable
{
    public static readonly StockKey Sender = StockKey.Parse("P1/L1/X");
    private static readonly StockModel Model = new();
    private readonly FlowRunner _flows;
    private readonly IGrainFactory _grains;
    private CancellationTokenSource _stop = new();

    public LaneWorld()
    {
        World.Start();
        _grains = FakeGrains.Create().Add(0, Router.Grain)
            .Add("s", GrainDouble.Of<ISubscriptionGrain>(("Offer", args => Receive((FeedPage)args[0]!)))).Factory;
        var codecs = new EventCodecs(new Dictionary<string, EventCodec> { [EntityKinds.Stock] = Model.Events });
        _flows = new FlowRunner(_grains, codecs, World.Clock, NullLogger<FlowRunner>.Instance);
        Lane = NewLane();
    }

    public FeedWorld World { get; } = new(lanes: 1);

    public FakeRouter Router { get; } = new();

    public Lane Lane { get; private set; }

    /// <summary>The pages that the consumer got.</summary>
    public List<FeedPage> Offered { get; } = [];

    /// <summary>How the consumer answers.</summary>
    public Func<Task> Answer { get; set; } = () => Task.CompletedTask;

    /// <summary>The lane runs.</summary>
    public LaneWorld Start()
    {
        World.Turns.Do(() => Lane.Offers.Refresh(new FeedDirectory(1, [new FeedConsumerEntry("subscription/s", ChangeFilter.All)]), _grains));
        _ = World.Turns.Start(() => Lane.RunAsync(_stop.Token));
        return this;
    }

    /// <summary>The lane ends without a word, and another begins.</summary>
    public void Restart()
    {
        Stop();
        _stop = new CancellationTokenSource();
        Lane = NewLane();
        Start();
    }

    public void Stop()
    {
        _stop.Cancel();
        World.Turns.Run();
    }

    /// <summary>Waits until so many updates were submitted.</summary>
    public void Submitted(int count) => World.Turns.Until(() => Router.Submitted.Count >= count);

    /// <summary>A transfer leaves.</summary>
    public void Send(string id) => Commit(new StockEvent.Moved
    {
        Unit = UnitCode.Each, Changes = [new AccountChange(default, -5, 0)], Reserved = 0, Movement = MovementType.Transfer,
        Transfer = new TransferOut(id, LocationId.Parse("L2"), 5),
    });

    /// <summary>A reservation is made.</summary>
    public void Reserve(string id, DateTimeOffset expiresAt) => Commit(new StockEvent.ReservationMade
    {
        Unit = UnitCode.Each, Changes = [], Reserved = 5, Reservation = id, For = "test", Amount = 5, ExpiresAt = expiresAt,
    });

    public void Dispose()
    {
        Stop();
        World.Dispose();
        _stop.Dispose();
    }

    private void Commit(StockEvent @event)
    {
        var entity = Sender.ToEntity();
        var known = World.Journal.Records(entity);
        var (kind, schema, payload) = Model.Events.Write(@event);
        World.Journal.Store([RecordChain.Seal(new JournalRecord(
            entity, known.Count + 1, World.Clock.GetUtcNow(), World.Clock.GetUtcNow(), new UpdateId("/test", 0, $"u{known.Count}"), null, default, kind, schema, payload,
            known.Count == 0 ? default : known[^1].Hash, default, null, null, null))]);
        World.Turns.Run();
    }

    private Task Receive(FeedPage page)
    {
        Offered.Add(page);
        return Answer();
    }

    private Lane NewLane() => new(0, World.Hub, World.Journal, _flows, World.Clock, World.Options, NullLogger.Instance);
}

using Microsoft.Extensions.Logging.Abstractions;
using Sync.Contracts;
using Sync.Grains.Subscriptions;
using Sync.Grains.Tests.Fakes;
using Sync.Grains.Tests.Feed;

namespace Sync.Grains.Tests.Subscriptions;

/// <summary>One subscription with a scripted target, over a journal of two lanes that offer what is committed.</summary>
internal sealed class SubscriberWorld : IDisposable
{
    private readonly SubscriptionOptions _options;
    private FeedPosition _offered;

    public SubscriberWorld(int pendingLimit = 1000, int maxInFlight = 16)
    {
        World.Start();
        _options = new SubscriptionOptions { PendingLimit = pendingLimit };
        Stored = new SubscriptionState
        {
            Profile = new SubscriptionProfile("s", new Uri("https://target.invalid/hook"), "whsec_x", ChangeFilter.All, MaxInFlight: maxInFlight),
        };
        Subscriber = NewSubscriber();
    }

    public FeedWorld World { get; } = new();

    public FakeSender Sender { get; } = new();

    public FakeRouter Router { get; } = new();

    /// <summary>What is durable.</summary>
    public SubscriptionState Stored { get; private set; }

    /// <summary>How many times it was stored.</summary>
    public int Writes { get; private set; }

    /// <summary>What becomes of the next write; null: it is done at once.</summary>
    public Func<Task>? Write { get; set; }

    public Subscriber Subscriber { get; private set; }

    public SubscriptionStatus Status => World.Turns.Result(Subscriber.StatusAsync);

    /// <summary>The subscription begins.</summary>
    public SubscriberWorld Start()
    {
        World.Turns.Do(Subscriber.Start);
        return this;
    }

    /// <summary>An entity of either lane.</summary>
    public EntityKey Key(int number) => World.Entity(number % 2, number / 2);

    /// <summary>Commits changes of keys, and the lanes offer them.</summary>
    public void Commit(params ReadOnlySpan<int> keys)
    {
        foreach (var key in keys) World.Commit(Key(key));
        Offer();
    }

    /// <summary>The lanes offer what is new.</summary>
    public void Offer()
    {
        for (var lane = 0; lane < 2; lane++)
        {
            var slice = World.Turns.Result(() => World.Hub.ReadAsync(lane, _offered, 10_000));
            World.Turns.Do(() => Subscriber.Offer(new FeedPage(lane, _offered, World.Hub.Scanned, slice.Records, ChangeFilter.All.Mark())));
        }

        _offered = World.Hub.Scanned;
    }

    /// <summary>The target answers a delivery that waits.</summary>
    public void Answer(string change, DeliveryOutcome outcome)
    {
        Sender.Waiting.Remove(change, out var answer);
        answer!.SetResult(outcome);
        World.Turns.Run();
    }

    public void Confirm(string change) => Answer(change, new DeliveryOutcome.Confirmed());

    /// <summary>Time passes, and the timer ticks.</summary>
    public void Pass(TimeSpan time)
    {
        World.Clock.Advance(time);
        World.Turns.Run();
        _ = World.Turns.Start(Subscriber.TickAsync);
    }

    /// <summary>Time passes in small steps.</summary>
    public void PassSlowly(TimeSpan time, int steps = 100)
    {
        for (var step = 0; step < steps; step++) Pass(time / steps);
    }

    /// <summary>The subscription ends in good order.</summary>
    public void Stop() => World.Turns.Until(World.Turns.Begin(Subscriber.StopAsync));

    /// <summary>The subscription ends without a word and begins again from what is durable.</summary>
    public void Crash()
    {
        var old = Subscriber;
        Subscriber = NewSubscriber();
        World.Turns.Until(World.Turns.Begin(old.StopAsync));
        Sender.Waiting.Clear();
        Start();
    }

    public string Change(int key, int version) => $"{Key(key)}@{version}";

    public void Dispose() => World.Dispose();

    private Subscriber NewSubscriber()
    {
        Subscriber? self = null;
        var grains = FakeGrains.Create().Add(0, Router.Grain).Factory;
        var services = new SubscriberServices(
            Sender, World.Hub, World.Journal, World.Journal, grains, _options, World.Clock, NullLogger.Instance);
        self = new Subscriber(Stored, image => StoreAsync(self!, image), services);
        return self;
    }

    private async Task StoreAsync(Subscriber from, SubscriptionState image)
    {
        if (Write is { } write) await write();
        // What a subscription writes that has ended is not its successor's concern.
        if (from != Subscriber) return;
        Writes++;
        Stored = image;
    }
}

using CsCheck;
using Sync.Contracts;

namespace Sync.Grains.Tests.Subscriptions;

/// <summary>Whatever the target answers and whenever the subscription crashes: each change is confirmed, none before the one before it.</summary>
public sealed class SubscriberPropertyTests
{
    private static readonly Gen<(int Op, int Arg)[]> Story = Gen.Select(Gen.Int[0, 15], Gen.Int[0, 7]).Array[1, 100];

    [Fact]
    public void Each_change_is_delivered_in_the_order_of_its_key_whatever_happens() =>
        Story.Sample(Run, iter: 2000, print: s => string.Join(' ', s.Select(x => $"{x.Op}:{x.Arg}")));

    private static void Run((int Op, int Arg)[] story)
    {
        using var world = new SubscriberWorld(pendingLimit: 16, maxInFlight: 3);
        world.Sender.Answer = _ => null;
        world.Start();
        foreach (var (op, arg) in story) Do(world, op, arg);

        world.Sender.Answer = _ => new DeliveryOutcome.Confirmed();
        Put(world, paused: false);
        world.Offer();
        while (world.Sender.Waiting.Count > 0) world.Confirm(world.Sender.Waiting.Keys.First());
        for (var round = 0; round < 5; round++)
        {
            world.World.Turns.Do(() => world.Subscriber.Resume(null));
            world.PassSlowly(TimeSpan.FromMinutes(5), steps: 10);
        }

        var confirmed = new Dictionary<string, int>();
        foreach (var change in world.Sender.Confirmed)
        {
            var (key, version) = (change[..change.IndexOf('@', StringComparison.Ordinal)], int.Parse(change[(change.IndexOf('@', StringComparison.Ordinal) + 1)..]));
            Assert.True(version <= confirmed.GetValueOrDefault(key) + 1, $"{change} was confirmed before the change before it");
            confirmed[key] = Math.Max(version, confirmed.GetValueOrDefault(key));
        }

        foreach (var record in world.World.Journal.Feed.GroupBy(r => r.Record.Entity)) Assert.Equal(record.Count(), confirmed.GetValueOrDefault(record.Key.ToString()));
        Assert.True(world.Sender.MostWaiting <= 3, $"{world.Sender.MostWaiting} were under way");
        Assert.True(world.Status.CaughtUp, "it should be caught up");
        Assert.Empty(world.Status.Parked);
    }

    private static void Do(SubscriberWorld world, int op, int arg)
    {
        switch (op)
        {
            case <= 4: world.World.Commit(world.Key(arg % 5)); break;
            case 5: world.Offer(); break;
            case <= 8: Answer(world, arg, new DeliveryOutcome.Confirmed()); break;
            case 9: Answer(world, arg, new DeliveryOutcome.Failed("503")); break;
            case 10: Answer(world, arg, new DeliveryOutcome.Refused("422")); break;
            case 11 when arg == 0: Answer(world, arg, new DeliveryOutcome.Gone("410")); break;
            case 11: Put(world, paused: arg == 1); break;
            case 12: world.Pass(TimeSpan.FromMilliseconds(100 << arg)); break;
            case 13: world.World.Turns.Do(() => world.Subscriber.Resume(arg < 5 ? world.Key(arg) : null)); break;
            case 14 when arg < 3: world.Crash(); break;
            case 14: world.Stop(); world.Crash(); break;
            default: world.Pass(TimeSpan.FromSeconds(1)); break;
        }
    }

    private static void Put(SubscriberWorld world, bool paused) =>
        _ = world.World.Turns.Start(() => world.Subscriber.ChangeAsync(world.Subscriber.Profile with { Paused = paused }));

    private static void Answer(SubscriberWorld world, int at, DeliveryOutcome outcome)
    {
        if (world.Sender.Waiting.Count > 0) world.Answer(world.Sender.Waiting.Keys.ElementAt(at % world.Sender.Waiting.Count), outcome);
    }
}

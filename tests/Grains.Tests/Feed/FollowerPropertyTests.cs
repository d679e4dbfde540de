using CsCheck;
using Sync.Grains.Tests.Fakes;

namespace Sync.Grains.Tests.Feed;

/// <summary>Lanes offer without waiting, the network loses, delays and repeats, and everyone restarts: a consumer still sees each change that
/// concerns it, once since it last began, in order.</summary>
public sealed class FollowerPropertyTests
{
    private static readonly Gen<(int Op, int Arg)[]> Story = Gen.Select(Gen.Int[0, 27], Gen.Int[0, 11]).Array[1, 120];

    [Fact]
    public void A_follower_sees_each_change_once_and_in_order_whatever_becomes_of_offers() => Story.Sample(
        story =>
        {
            using var world = new FollowerWorld();
            foreach (var (op, arg) in story) Do(world, op, arg);
            world.Heal();
            world.CheckComplete();
        },
        iter: 3000,
        print: story => string.Join(' ', story.Select(s => $"{s.Op}:{s.Arg}")));

    private static void Do(FollowerWorld world, int op, int arg)
    {
        var lane = arg & 1;
        switch (op)
        {
            case <= 6: world.Commit(arg); break;
            case <= 9: world.Offer(lane); break;
            case 10: world.Flush(lane); break;
            case 11: world.Retry(lane); break;
            case <= 14: world.Deliver(arg, answerIsLost: false); break;
            case 15: world.Deliver(arg, answerIsLost: true); break;
            case 16: world.Lose(arg); break;
            case 17: world.Repeat(arg); break;
            case 18: world.SaveLane(lane); break;
            case 19: world.RestartLane(lane); break;
            case 20: world.SaveCursor(); break;
            case 21: world.RestartConsumer(); break;
            case 22: world.SetRoom(lane == 0); break;
            case 23: world.World.Journal.Fail(lane == 0 ? "read-lane" : "head", Outcome.Unavailable); break;
            case 24: world.World.Journal.Hold.Add("scan-feed"); break;
            case 25: Release(world); break;
            case 26: world.Refresh(lane); break;
            default:
                if (arg < 3) world.AskForOther();
                else if (arg < 6) world.World.RestartHub();
                else world.World.Pass(TimeSpan.FromMilliseconds(20 << arg));
                break;
        }

        world.Check();
    }

    private static void Release(FollowerWorld world)
    {
        world.World.Journal.Hold.Clear();
        while (world.World.Journal.Waiting.Count > 0) world.World.Answer(world.World.Journal.Waiting[0].Name);
    }
}

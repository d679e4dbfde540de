using System.Net;
using Sync.Grains.Placement;

namespace Sync.Grains.Tests.Placement;

/// <summary>Where grains are placed.</summary>
public sealed class SpreadTests
{
    private static readonly SiloAddress[] Silos = [.. Enumerable.Range(1, 3).Select(i => SiloAddress.New(new IPEndPoint(IPAddress.Loopback, 11110 + i), 1000 + i))];

    private static readonly GrainId[] Keys = [.. Enumerable.Range(0, 150).Select(i => GrainId.Create("stock", $"P100/RM01/ITEM-{i}"))];

    [Fact]
    public void Every_silo_gets_a_fair_share() =>
        Assert.All(Keys.CountBy(k => SpreadDirector.Choose(k, Silos)).Select(c => c.Value).Append(Keys.Select(k => SpreadDirector.Choose(k, Silos)).Distinct().Count() == 3 ? 50 : 0), n => Assert.InRange(n, 30, 70));

    [Fact]
    public void Only_the_keys_of_the_silo_that_went_move()
    {
        foreach (var key in Keys)
        {
            var before = SpreadDirector.Choose(key, Silos);
            if (!before.Equals(Silos[1])) Assert.Equal(before, SpreadDirector.Choose(key, [Silos[2], Silos[0]]));
        }
    }
}

using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Grains.Tests.Fakes;

/// <summary>Masters of one plant with one location and of one item, as the master grains give them.</summary>
internal static class FakeMasters
{
    public static readonly StockKey Key = StockKey.Parse("P1/L1/X");

    public static PlantMaster Plant(World world, params ReadOnlySpan<string> locations) =>
        new(Key.Plant, "UTC", null, world, [.. ImmutableArray.Create(locations).Select(l => new LocationMaster(LocationId.Parse(l), null, Met: true))], 1);

    public static ItemMaster Item { get; } = new(Key.Item, UnitCode.Each, null, LotManaged: false, 3, [], Met: true, 1);

    /// <summary>A factory that knows both masters.</summary>
    public static IGrainFactory Grains() => FakeGrains.Create()
        .Add(Key.Plant.Value, GrainDouble.Of<IPlantGrain>(("Get", _ => Task.FromResult<PlantMaster?>(Plant(World.Open, "L1")))))
        .Add(Key.Item.Value, GrainDouble.Of<IItemGrain>(("Get", _ => Task.FromResult<ItemMaster?>(Item))))
        .Factory;
}

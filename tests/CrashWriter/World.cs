using System.Reflection;
using Sync.Contracts;
using Sync.Domain.Kernel;
using Sync.Domain.Stock;
using Sync.Grains;
using Sync.Grains.Entities;
using Sync.Journal;

namespace Sync.CrashWriter;

/// <summary>Entities of one item at many locations, without a cluster.</summary>
internal sealed class World
{
    private const int Locations = 64;
    private readonly EntityKernel<StockState> _kernel = new(new StockModel());
    private readonly EntityServices _services;

    public World(IJournal journal)
    {
        var options = new EntityOptions { SnapshotEvery = 20, MasterCacheSeconds = 300 };
        _services = new EntityServices(journal, new MasterDesk(MasterGrains.Create(), new LocalEntities(), TimeProvider.System, options), TimeProvider.System, options, new LocalEntities());
    }

    public static StockKey Position(int entity) => StockKey.Parse($"P1/L{entity}/X");

    public static PlantMaster Plant { get; } = new(
        Position(0).Plant, "UTC", null, Contracts.World.Open,
        [.. Enumerable.Range(0, Locations).Select(i => new LocationMaster(Position(i).Location, null, Met: true)).OrderBy(l => l.Location.Value, StringComparer.Ordinal)], 1);

    public static ItemMaster Item { get; } = new(Position(0).Item, UnitCode.Each, null, LotManaged: false, 3, [], Met: true, 1);

    /// <summary>An activation that has loaded its entity.</summary>
    public async Task<LocalEntity> AwakeAsync(int entity)
    {
        var turns = new EntityTurns();
        var core = new EntityCore<StockState>(Position(entity).ToEntity(), _kernel, _services, turns);
        await core.ReadAsync();
        return new LocalEntity(core.Submit, () => { }, turns);
    }
}

/// <summary>The grains that masters are asked of.</summary>
public class MasterGrains : DispatchProxy
{
    internal static IGrainFactory Create() => Create<IGrainFactory, MasterGrains>();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.ReturnType switch
    {
        var type when type == typeof(Task<PlantMaster?>) => Task.FromResult<PlantMaster?>(World.Plant),
        var type when type == typeof(Task<ItemMaster?>) => Task.FromResult<ItemMaster?>(World.Item),
        _ when targetMethod.IsGenericMethod => typeof(DispatchProxy).GetMethod(nameof(Create), 2, [])!
            .MakeGenericMethod(targetMethod.GetGenericArguments()[0], typeof(MasterGrains)).Invoke(null, null),
        _ => throw new InvalidOperationException($"{targetMethod.Name} is not expected here"),
    };
}

using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Domain.Items;
using Sync.Domain.Kernel;
using Sync.Domain.Plants;

namespace Sync.Domain.Flows;

/// <summary>Lets positions wait for the masters that they lack, and wakes them when those come.</summary>
internal sealed class MasterFlow : IFlow
{
    /// <inheritdoc/>
    public string Name => "masters";

    /// <inheritdoc/>
    public IEnumerable<FlowOutput> React(JournalRecord record, DomainEvent e) => e switch
    {
        KernelEvent.Held held when record.Entity.Kind == EntityKinds.Stock => Await(record, held, StockKey.Parse(record.Entity.Id)),
        ItemEvent.Registered registered => Resume(record, registered.Resume),
        ItemEvent.Answered answered => Resume(record, [answered.Waiting]),
        PlantEvent.Registered registered => Resume(record, registered.Resume),
        PlantEvent.LocationRegistered registered => Resume(record, registered.Resume),
        PlantEvent.Answered answered => Resume(record, [answered.Waiting]),
        _ => [],
    };

    private IEnumerable<FlowOutput> Await(JournalRecord record, KernelEvent.Held held, StockKey key)
    {
        var follow = new FollowUps(this, record);
        var code = held.Reason.Code;
        if (code == ErrorCodes.ItemUnknown.Code || code == ErrorCodes.UnitUnknown.Code)
        {
            follow.Send(new EntityKey(EntityKinds.Item, Identifiers.ToSegment(key.Item.Value)), new ItemUpdate.Await(record.Entity, held.SeenItem ?? 0));
        }
        else if (code == ErrorCodes.PlantUnknown.Code || code == ErrorCodes.LocationUnknown.Code)
        {
            var plant = new EntityKey(EntityKinds.Plant, Identifiers.ToSegment(key.Plant.Value));
            foreach (var location in Locations(held, key)) follow.Send(plant, new PlantUpdate.Await(record.Entity, location, held.SeenPlant ?? 0));
        }

        return follow.Outputs;
    }

    /// <summary>What a held update may lack: the plant, the position's own location, the receiving location of a transfer. Who is asked knows
    /// which of them the decision has seen.</summary>
    private static ImmutableArray<LocationId?> Locations(KernelEvent.Held held, StockKey key)
    {
        if (held.Reason.Code == ErrorCodes.PlantUnknown.Code) return [null];
        return StoredUpdates.FromJson(held.Update).Payload is StockUpdate.Transferred transfer && transfer.To != key.Location
            ? [key.Location, transfer.To]
            : [key.Location];
    }

    private IEnumerable<FlowOutput> Resume(JournalRecord record, ImmutableArray<EntityKey> waiting)
    {
        if (waiting.IsEmpty) return [];
        var follow = new FollowUps(this, record);
        foreach (var entity in waiting) follow.Send(entity, new ControlUpdate.Resume());
        return follow.Outputs;
    }
}

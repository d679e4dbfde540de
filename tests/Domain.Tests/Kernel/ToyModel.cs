using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Domain.Tests.Kernel;

/// <summary>A position that only knows what it lacks: plant, location, item, unit, in this order. What it takes is counted.</summary>
internal sealed class ToyModel : EntityModel<ToyState>
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    public override string Kind => EntityKinds.Stock;

    public override int SnapshotSchema => 1;

    public override JsonTypeInfo<ToyState> StateJson => (JsonTypeInfo<ToyState>)Json.GetTypeInfo(typeof(ToyState));

    public override EventCodec Events { get; } = new(new EventCodec.Entry("toy.taken", 1, Json.GetTypeInfo(typeof(ToyTaken))));

    public override ToyState Empty(EntityKey key) => new(0);

    public override Decision Decide(ToyState state, Update update, in DecisionContext context)
    {
        var key = StockKey.Parse(update.Target.Id);
        if (context.Plant is not { } plant) return Hold(ErrorCodes.PlantUnknown);
        if (plant.Find(key.Location) is null) return Hold(ErrorCodes.LocationUnknown);
        if (update.Payload is StockUpdate.Transferred transfer && plant.Find(transfer.To) is null) return Hold(ErrorCodes.LocationUnknown);
        if (context.Item is not { } item) return Hold(ErrorCodes.ItemUnknown);
        var unit = update.Payload is StockUpdate.Received received ? received.Quantity.Unit : item.BaseUnit;
        return unit == item.BaseUnit || item.Conversions.Any(c => c.Unit == unit) ? new Decision.Apply(new ToyTaken()) : Hold(ErrorCodes.UnitUnknown);
    }

    public override ToyState Evolve(ToyState state, DomainEvent @event, in EventFacts facts) => new(state.Taken + 1);

    private static Decision.Hold Hold(Contracts.ErrorCode code) => new(code.With("toy"));
}

internal sealed record ToyState(int Taken);

internal sealed record ToyTaken : DomainEvent;

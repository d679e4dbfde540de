using Orleans.Placement;

namespace Sync.Grains.Placement;

/// <summary>Places a grain by its key alone, whatever silo the call came to. The engine's own choice prefers the silo of the caller, where load
/// that enters through one gateway would pile up.</summary>
[GenerateSerializer, Immutable, Alias("sync.v1.SpreadPlacement")]
internal sealed class SpreadPlacement : PlacementStrategy;

/// <summary>Marks grains that are spread over the silos.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class SpreadPlacementAttribute() : PlacementAttribute(new SpreadPlacement());

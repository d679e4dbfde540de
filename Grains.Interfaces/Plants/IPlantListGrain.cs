using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Sync.Contracts;

/// <summary>The view of all plants. One grain, key 0; fed by the journal.</summary>
[Alias("sync.v1.IPlantListGrain"), GrainInterfaceType("sync.v1.IPlantListGrain")]
public interface IPlantListGrain : IGrainWithIntegerKey, IFeedConsumer
{
    /// <summary>Every plant that was registered or that anything ever waited for, ordered by id (ordinal).</summary>
    [AlwaysInterleave, Alias("List")]
    Task<ImmutableArray<PlantEntry>> List();
}

/// <summary>A plant in the list of all. Immutable, thread-safe.</summary>
/// <param name="Plant">The plant.</param>
/// <param name="Name">For people.</param>
/// <param name="TimeZone">IANA time zone; absent as long as the plant is not registered.</param>
/// <param name="Locations">How many locations are registered.</param>
/// <param name="Waiting">How many positions wait for the plant or one of its locations to be registered.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.plant-entry")]
public sealed record PlantEntry(
    [property: Id(0)] PlantId Plant,
    [property: Id(1)] string? Name,
    [property: Id(2)] string? TimeZone,
    [property: Id(3)] int Locations,
    [property: Id(4)] int Waiting);

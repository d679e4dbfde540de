using System.Collections.Immutable;

namespace Sync.Contracts;

/// <summary>A plant master as it stands. Immutable, thread-safe.</summary>
/// <param name="Plant">The plant.</param>
/// <param name="TimeZone">IANA time zone.</param>
/// <param name="Name">For people.</param>
/// <param name="World">What happens with unknown items and locations.</param>
/// <param name="Locations">Every registered location, ordered by id (ordinal).</param>
/// <param name="Version">The entity's version.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.plant-master")]
public sealed record PlantMaster(
    [property: Id(0)] PlantId Plant,
    [property: Id(1)] string TimeZone,
    [property: Id(2)] string? Name,
    [property: Id(3)] World World,
    [property: Id(4)] ImmutableArray<LocationMaster> Locations,
    [property: Id(5)] long Version)
{
    /// <summary>Whose report of a movement counts: the first rule that fits decides. Where none fits, every source's report counts.</summary>
    [Id(6)]
    public ImmutableArray<OwnershipRule> Ownership { get; init; } = [];

    /// <summary>Up to which day the books are closed; absent: every day is open.</summary>
    [Id(7)]
    public PostingPeriod? Posting { get; init; }

    /// <summary>The registered location with this id, or null. Takes logarithmic time.</summary>
    public LocationMaster? Find(LocationId location)
    {
        var (low, high) = (0, Locations.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = string.CompareOrdinal(Locations[middle].Location.Value, location.Value);
            if (order == 0) return Locations[middle];
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }

        return null;
    }
}

/// <summary>A storage location. Immutable, thread-safe.</summary>
/// <param name="Location">The location.</param>
/// <param name="Name">For people.</param>
/// <param name="Met">True when an open world registered it and no person has confirmed it.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.location-master")]
public sealed record LocationMaster(
    [property: Id(0)] LocationId Location,
    [property: Id(1)] string? Name,
    [property: Id(2)] bool Met);

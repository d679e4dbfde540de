using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Domain.Plants;

/// <summary>A plant master as its decisions need it. Immutable.</summary>
public sealed record PlantState
{
    /// <summary>The terms; null as long as the plant is not registered.</summary>
    public PlantTerms? Terms { get; init; }

    /// <summary>The version that last changed the terms, 0 before.</summary>
    public long ChangedVersion { get; init; }

    /// <summary>The registered locations, ordered by id (ordinal).</summary>
    public ImmutableArray<PlantLocation> Locations { get; init; } = [];

    /// <summary>Whose reports of movements count; null: every source's.</summary>
    public ImmutableArray<OwnershipRule>? Ownership { get; init; }

    /// <summary>Up to which day the books are closed; null: every day is open.</summary>
    public PostingPeriod? Posting { get; init; }

    /// <summary>Who is to be resumed, in the order in which they came.</summary>
    public ImmutableArray<PlantWaiter> Waiting { get; init; } = [];

    /// <summary>The registered location with this id, or null.</summary>
    public PlantLocation? Find(LocationId location) => IndexOf(location) is >= 0 and var at ? Locations[at] : null;

    /// <summary>The state with this location in its place.</summary>
    public PlantState With(PlantLocation location)
    {
        var at = IndexOf(location.Master.Location);
        return this with { Locations = at >= 0 ? Locations.SetItem(at, location) : Locations.Insert(~at, location) };
    }

    private int IndexOf(LocationId location) => Locations.AsSpan().BinarySearch(new PlantLocation.Place(location));
}

/// <summary>A registered location. Immutable.</summary>
/// <param name="Master">As it is read.</param>
/// <param name="ChangedVersion">The version that last changed it.</param>
public sealed record PlantLocation(LocationMaster Master, long ChangedVersion)
{
    /// <summary>A place in the order of locations.</summary>
    internal readonly record struct Place(LocationId Location) : IComparable<PlantLocation>
    {
        public int CompareTo(PlantLocation? other) => string.CompareOrdinal(Location.Value, other?.Master.Location.Value);
    }
}

/// <summary>An entity that waits. Immutable.</summary>
/// <param name="Entity">The entity.</param>
/// <param name="Location">The location it waits for; absent: the plant itself.</param>
public readonly record struct PlantWaiter(EntityKey Entity, LocationId? Location);

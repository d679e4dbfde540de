using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Domain.Plants;

/// <summary>What happened to a plant master.</summary>
public abstract record PlantEvent : DomainEvent
{
    private PlantEvent()
    {
    }

    /// <summary>Stored as <c>plant.registered</c>: the plant is known from now on, or known with other terms.</summary>
    public sealed record Registered : PlantEvent
    {
        /// <summary>The plant's terms.</summary>
        public required PlantTerms Terms { get; init; }

        /// <summary>The entities that waited for the plant or any of its locations, in the order in which they came; none waits any more.</summary>
        public required ImmutableArray<EntityKey> Resume { get; init; }
    }

    /// <summary>Stored as <c>plant.location-registered</c>: the location is known from now on, or known with another name.</summary>
    public sealed record LocationRegistered : PlantEvent
    {
        /// <summary>The location.</summary>
        public required LocationId Location { get; init; }

        /// <summary>For people.</summary>
        public string? Name { get; init; }

        /// <summary>True when an open world registered it.</summary>
        public bool Met { get; init; }

        /// <summary>The plant's terms, where the plant became known with its location; absent when it was known.</summary>
        public PlantTerms? Plant { get; init; }

        /// <summary>The entities that waited for it, in the order in which they came; they wait no more.</summary>
        public required ImmutableArray<EntityKey> Resume { get; init; }
    }

    /// <summary>Stored as <c>plant.ownership-set</c>: whose reports of movements count from now on.</summary>
    public sealed record OwnershipSet : PlantEvent
    {
        /// <summary>Every rule.</summary>
        public required ImmutableArray<OwnershipRule> Rules { get; init; }
    }

    /// <summary>Stored as <c>plant.periods-set</c>: up to which day the books are closed from now on.</summary>
    public sealed record PeriodsSet : PlantEvent
    {
        /// <summary>The rule; absent: every day is open.</summary>
        public PostingPeriod? Posting { get; init; }
    }

    /// <summary>Stored as <c>plant.awaited</c>: an entity waits for the plant or for a location of it.</summary>
    public sealed record Awaited : PlantEvent
    {
        /// <summary>The entity.</summary>
        public required EntityKey Waiting { get; init; }

        /// <summary>The location; absent: the plant itself.</summary>
        public LocationId? Location { get; init; }
    }

    /// <summary>Stored as <c>plant.answered</c>: an entity asked to wait for what has come already.</summary>
    public sealed record Answered : PlantEvent
    {
        /// <summary>The entity.</summary>
        public required EntityKey Waiting { get; init; }

        /// <summary>The location; absent: the plant itself.</summary>
        public LocationId? Location { get; init; }
    }
}

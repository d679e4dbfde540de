using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Domain.Items;

/// <summary>What happened to an item master.</summary>
public abstract record ItemEvent : DomainEvent
{
    private ItemEvent()
    {
    }

    /// <summary>Stored as <c>item.registered</c>: the item is known from now on, or known with other terms.</summary>
    public sealed record Registered : ItemEvent
    {
        /// <summary>The item's terms.</summary>
        public required ItemTerms Terms { get; init; }

        /// <summary>True when an open world registered it.</summary>
        public bool Met { get; init; }

        /// <summary>The entities that waited, in the order in which they came; none waits any more.</summary>
        public required ImmutableArray<EntityKey> Resume { get; init; }
    }

    /// <summary>Stored as <c>item.awaited</c>: an entity waits for the next registration.</summary>
    public sealed record Awaited : ItemEvent
    {
        /// <summary>The entity.</summary>
        public required EntityKey Waiting { get; init; }
    }

    /// <summary>Stored as <c>item.answered</c>: an entity asked to wait for what has come already.</summary>
    public sealed record Answered : ItemEvent
    {
        /// <summary>The entity.</summary>
        public required EntityKey Waiting { get; init; }
    }
}

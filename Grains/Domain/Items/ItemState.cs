using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Domain.Items;

/// <summary>An item master as its decisions need it. Immutable.</summary>
public sealed record ItemState
{
    /// <summary>The terms; null as long as the item is not registered.</summary>
    public ItemTerms? Terms { get; init; }

    /// <summary>True when an open world registered it and nobody has confirmed it.</summary>
    public bool Met { get; init; }

    /// <summary>The version that last changed the terms, 0 before.</summary>
    public long ChangedVersion { get; init; }

    /// <summary>The entities to resume at the next change, in the order in which they came.</summary>
    public ImmutableArray<EntityKey> Waiting { get; init; } = [];
}

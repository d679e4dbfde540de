using System.Collections.Immutable;

namespace Sync.Contracts;

/// <summary>Which changes concern a consumer. An empty list means all. Immutable, thread-safe.</summary>
/// <param name="Kinds">Entity kinds, for example <c>stock</c>.</param>
/// <param name="Plants">Plants: the first segment of a stock position's id, or the id of a plant.</param>
/// <param name="Items">Items: the last segment of a stock position's id, or the id of an item.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.change-filter")]
public sealed record ChangeFilter(
    ImmutableArray<string> Kinds = default,
    ImmutableArray<string> Plants = default,
    ImmutableArray<string> Items = default)
{
    /// <summary>Entity kinds; empty means all.</summary>
    [Id(0)]
    public ImmutableArray<string> Kinds { get; init; } = Kinds.IsDefault ? [] : Kinds;

    /// <summary>Plants; empty means all.</summary>
    [Id(1)]
    public ImmutableArray<string> Plants { get; init; } = Plants.IsDefault ? [] : Plants;

    /// <summary>Items; empty means all.</summary>
    [Id(2)]
    public ImmutableArray<string> Items { get; init; } = Items.IsDefault ? [] : Items;

    /// <summary>True when the other filter lists the same in the same order.</summary>
    public bool SameAs(ChangeFilter other) =>
        Kinds.SequenceEqual(other.Kinds) && Plants.SequenceEqual(other.Plants) && Items.SequenceEqual(other.Items);

    /// <summary>A number that is the same in every process and version for filters that are the same, and different for others (FNV-1a).</summary>
    public ulong Mark()
    {
        unchecked
        {
            var mark = 14695981039346656037UL;
            foreach (var list in new[] { Kinds, Plants, Items })
            {
                foreach (var text in list)
                {
                    foreach (var c in text) mark = (mark ^ c) * 1099511628211UL;
                    mark = (mark ^ 0x10000) * 1099511628211UL;
                }

                mark = (mark ^ 0x20000) * 1099511628211UL;
            }

            return mark;
        }
    }

    /// <summary>Everything.</summary>
    public static ChangeFilter All { get; } = new();

    /// <summary>True when a change of this entity concerns the consumer.</summary>
    public bool Matches(EntityKey entity)
    {
        if (!Passes(Kinds, entity.Kind)) return false;
        if (Plants.IsDefaultOrEmpty && Items.IsDefaultOrEmpty) return true;
        return entity.Kind switch
        {
            EntityKinds.Stock => Passes(Plants, Identifiers.FromSegment(entity.Id[..entity.Id.IndexOf('/')]))
                && Passes(Items, Identifiers.FromSegment(entity.Id[(entity.Id.LastIndexOf('/') + 1)..])),
            EntityKinds.Plant => Passes(Plants, Identifiers.FromSegment(entity.Id)) && Items.IsDefaultOrEmpty,
            EntityKinds.Item => Passes(Items, Identifiers.FromSegment(entity.Id)) && Plants.IsDefaultOrEmpty,
            _ => false,
        };
    }

    private static bool Passes(ImmutableArray<string> allowed, string value) => allowed.IsDefaultOrEmpty || allowed.Contains(value);
}

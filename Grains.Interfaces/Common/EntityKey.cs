namespace Sync.Contracts;

/// <summary>The key of one entity: its kind and its id inside the kind, for example <c>stock</c> and <c>P100/RM01/BOLT-M8</c>.
/// The kind is the grain type, the id is the grain key. Ordinal comparison. Immutable, thread-safe.</summary>
/// <param name="Kind">One of <see cref="EntityKinds"/>: lower-case letters.</param>
/// <param name="Id">One or more segments joined by <c>/</c>, each spelled by <see cref="Identifiers.ToSegment"/>.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.entity-key")]
public readonly record struct EntityKey([property: Id(0)] string Kind, [property: Id(1)] string Id)
{
    /// <summary>Equal keys have the same kind and id. Keys that are kept together nearly always differ in their ids: those are looked at first.</summary>
    public bool Equals(EntityKey other) => Id == other.Id && Kind == other.Kind;

    /// <summary>Of the id alone: it is asked for several times for each update, and kinds add nothing where they are mixed.</summary>
    public override int GetHashCode() => Id is null ? 0 : StringComparer.Ordinal.GetHashCode(Id);

    /// <summary>The lane this entity belongs to, for ever: 0 to <paramref name="laneCount"/> - 1.</summary>
    public int Lane(int laneCount) => (int)(StableHash() % (uint)laneCount);

    /// <summary>A hash of the key that is the same in every process and version (FNV-1a over UTF-16 units, then mixed).</summary>
    public uint StableHash()
    {
        unchecked
        {
            var h = 14695981039346656037UL;
            foreach (var c in Kind) h = (h ^ c) * 1099511628211UL;
            h = (h ^ '/') * 1099511628211UL;
            foreach (var c in Id) h = (h ^ c) * 1099511628211UL;
            h ^= h >> 33;
            h *= 0xff51afd7ed558ccdUL;
            h ^= h >> 33;
            return (uint)h;
        }
    }

    /// <summary>Reads the text form <c>kind/id</c>.</summary>
    /// <exception cref="FormatException">There is no kind or no id.</exception>
    public static EntityKey Parse(string text)
    {
        var slash = text.IndexOf('/');
        return slash > 0 && slash < text.Length - 1
            ? new EntityKey(text[..slash], text[(slash + 1)..])
            : throw new FormatException($"'{text}' is not an entity key: kind/id is expected");
    }

    /// <summary>The text form <c>kind/id</c>.</summary>
    public override string ToString() => $"{Kind}/{Id}";
}

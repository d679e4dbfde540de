using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Sync.Contracts;

/// <summary>The members of one type's data: what may and what must be there. Thread-safe.</summary>
internal sealed class PayloadShape
{
    /// <summary>The member of every type's data that belongs to the update and not to its payload.</summary>
    public const string PostingDate = "postingDate";

    private static readonly FrozenDictionary<string, PayloadShape> Shapes = UpdateTypes.All.ToFrozenDictionary(t => t.FullName, t => new PayloadShape(t));

    private readonly ImmutableArray<byte[]> _names;
    private readonly ulong _required;

    private PayloadShape(UpdateType type)
    {
        var properties = type.Payload.Properties;
        _names = [.. properties.Select(p => Encoding.UTF8.GetBytes(p.Name))];
        for (var i = 0; i < properties.Count; i++)
            if (properties[i].IsRequired) _required |= 1UL << i;
    }

    public static PayloadShape Of(UpdateType type) => Shapes[type.FullName];

    /// <summary>The place of the member that the reader stands on, or -1.</summary>
    public int Find(ref Utf8JsonReader reader)
    {
        for (var i = 0; i < _names.Length; i++)
            if (reader.ValueTextEquals(_names[i])) return i;
        return -1;
    }

    /// <summary>The first required member that is not among those seen, or null.</summary>
    public string? Missing(ulong seen)
    {
        var missing = _required & ~seen;
        return missing == 0 ? null : Encoding.UTF8.GetString(_names[System.Numerics.BitOperations.TrailingZeroCount(missing)]);
    }

    /// <summary>Every member, for messages.</summary>
    public string Names() => string.Join(", ", _names.Select(Encoding.UTF8.GetString));
}

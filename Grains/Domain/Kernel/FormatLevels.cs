using System.Collections.Frozen;

namespace Sync.Domain.Kernel;

/// <summary>What every silo of the cluster has agreed to read: the newest version of each format by its name. What nobody agreed on is at version 1.
/// Immutable, thread-safe.</summary>
public sealed class FormatLevels(IEnumerable<KeyValuePair<string, int>> agreed)
{
    private readonly FrozenDictionary<string, int> _agreed = agreed.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Nothing is agreed on: everything is as old as it can be.</summary>
    public static FormatLevels Oldest { get; } = new([]);

    /// <summary>True when a version may be written; also when a build is alone and there is nothing to agree on.</summary>
    public static bool Has(FormatLevels? agreed, string name, int version) => agreed is null || agreed.Of(name) >= version;

    /// <summary>The newest version that may be written.</summary>
    public int Of(string name) => _agreed.GetValueOrDefault(name, 1);
}

namespace Sync.Grains.Upgrades;

/// <summary>Versions of what silos send each other that builds before cannot simply skip: a new case of a union, a call that did not exist.
/// Members that a type grew by need none.</summary>
internal static class WireFormats
{
    /// <summary>Everything that silos send each other, as a whole.</summary>
    public const string All = "wire";

    public static IReadOnlyDictionary<string, int> Reads { get; } = new Dictionary<string, int>(StringComparer.Ordinal) { [All] = 1 };
}

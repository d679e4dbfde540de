using Sync.Contracts;

namespace Sync.Domain.Plants;

/// <summary>What holds for a whole plant. Immutable.</summary>
/// <param name="TimeZone">IANA time zone.</param>
/// <param name="Name">For people.</param>
/// <param name="World">What happens with unknown items and locations.</param>
public sealed record PlantTerms(string TimeZone, string? Name, World World)
{
    /// <summary>The terms of a plant that an open world met.</summary>
    public static PlantTerms Met { get; } = new("Etc/UTC", null, World.Open);
}

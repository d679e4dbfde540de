using System.Collections.Immutable;

namespace Sync.Factory.Plan;

/// <summary>An item as the factory registers it.</summary>
internal sealed record Item(
    string Number, string Name, string BaseUnit, bool LotManaged = false, int Scale = 0, ImmutableArray<Conversion>? Conversions = null)
{
    public ImmutableArray<Conversion> AllConversions => Conversions ?? [];
}

/// <summary>1 <paramref name="Unit"/> = <paramref name="Numerator"/> / <paramref name="Denominator"/> base units.</summary>
internal sealed record Conversion(string Unit, long Numerator, long Denominator);

/// <summary>A plant with its locations.</summary>
internal sealed record Plant(string Id, string Name, string TimeZone, ImmutableArray<Location> Locations);

internal sealed record Location(string Id, string Name);

/// <summary>The names of the locations that the scenarios use.</summary>
internal static class Places
{
    public const string RawMaterial = "RM01";

    /// <summary>Goods come in and leave; nothing is ever transferred here. It is the place that is counted.</summary>
    public const string ColdStore = "RM02";
    public const string LineSide = "WIP1";
    public const string FinishedGoods = "FG01";
    public const string Quality = "QA01";
    public const string Dispatch = "SHIP";
}

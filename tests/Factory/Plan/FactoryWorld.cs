using System.Collections.Immutable;
using System.Globalization;

namespace Sync.Factory.Plan;

/// <summary>The simulated factory's master data. The same for every seed: only what happens differs.</summary>
internal static class FactoryWorld
{
    private static readonly ImmutableArray<Location> Locations =
    [
        new(Places.RawMaterial, "Raw material"),
        new(Places.ColdStore, "Cold store"),
        new(Places.LineSide, "Line side"),
        new(Places.FinishedGoods, "Finished goods"),
        new(Places.Quality, "Quality cage"),
        new(Places.Dispatch, "Dispatch"),
    ];

    public static ImmutableArray<Plant> Plants { get; } =
    [
        new("P100", "Werk Berlin", "Europe/Berlin", Locations),
        new("P200", "Detroit plant", "America/Detroit", Locations),
    ];

    /// <summary>Bought parts: pieces, some in cartons and pallets, some in lots.</summary>
    public static ImmutableArray<Item> Parts { get; } =
    [
        .. Enumerable.Range(1, 20).Select(n => new Item(Number("PART", n), $"Part {n}", "EA")),
        .. Enumerable.Range(21, 8).Select(n => new Item(
            Number("PART", n), $"Part {n} in cartons", "EA", Conversions: [new("CA", 24, 1), new("PF", 960, 1)])),
        .. Enumerable.Range(1, 8).Select(n => new Item(Number("LOT", n), $"Part {n} in lots", "EA", LotManaged: true)),
        new("SEAL RING 40", "A number with spaces", "EA"),
    ];

    /// <summary>Bulk goods: kilograms with three places, said also in grams and tonnes; some in lots.</summary>
    public static ImmutableArray<Item> Bulk { get; } =
    [
        .. Enumerable.Range(1, 8).Select(n => new Item(
            Number("BULK", n), $"Bulk {n}", "KGM", Scale: 3, Conversions: [new("GRM", 1, 1000), new("TNE", 1000, 1)])),
        .. Enumerable.Range(1, 3).Select(n => new Item(Number("CHEM", n), $"Chemical {n}", "KGM", LotManaged: true, Scale: 3)),
    ];

    /// <summary>What the factory makes.</summary>
    public static ImmutableArray<Item> Finished { get; } =
    [
        .. Enumerable.Range(1, 8).Select(n => new Item(Number("FIN", n), $"Product {n}", "EA")),
        .. Enumerable.Range(9, 4).Select(n => new Item(Number("FIN", n), $"Product {n} in lots", "EA", LotManaged: true)),
    ];

    /// <summary>Only faulty updates name these: what is held for ever must not stand in the way of good ones.</summary>
    public static ImmutableArray<Item> Flawed { get; } =
    [
        new("FLAW-1", "Reported wrongly", "EA"),
        new("FLAW-2", "Reported wrongly, in lots", "EA", LotManaged: true),
    ];

    public static ImmutableArray<string> Suppliers { get; } = [.. Enumerable.Range(1, 6).Select(n => Number("SUP", n))];

    public static ImmutableArray<Item> Items { get; } = [.. Parts, .. Bulk, .. Finished, .. Flawed];

    /// <summary>The items that a run registers only after it has spoken of them.</summary>
    public static ImmutableArray<Item> LateItems(int run) =>
        [.. Enumerable.Range(1, 6).Select(n => new Item($"NEW-{run}-{n}", $"Registered late {run}/{n}", "EA"))];

    private static string Number(string prefix, int n) => prefix + n.ToString("-000", CultureInfo.InvariantCulture);
}

using Sync.Contracts;

namespace Sync.Grains.Feed;

/// <summary>The names of feed consumers, and the grains behind them. The names are stored: they never change.</summary>
internal static class FeedConsumers
{
    public const string CaseBoard = "case-board";
    public const string PlantList = "plant-list";
    private const string PlantStockPrefix = "plant-stock/";
    private const string SubscriptionPrefix = "subscription/";

    public static string PlantStock(string key) => PlantStockPrefix + key;

    public static string Subscription(string id) => SubscriptionPrefix + id;

    /// <summary>The key of the plant whose stock this consumer shows; null for every other consumer.</summary>
    public static string? PlantOf(string name) => name.StartsWith(PlantStockPrefix, StringComparison.Ordinal) ? name[PlantStockPrefix.Length..] : null;

    public static IFeedConsumer Find(IGrainFactory grains, string name)
    {
        if (name == CaseBoard) return grains.GetGrain<ICaseBoardGrain>(0);
        if (name == PlantList) return grains.GetGrain<IPlantListGrain>(0);
        if (name.StartsWith(PlantStockPrefix, StringComparison.Ordinal)) return grains.GetGrain<IPlantStockGrain>(name[PlantStockPrefix.Length..]);
        if (name.StartsWith(SubscriptionPrefix, StringComparison.Ordinal)) return grains.GetGrain<ISubscriptionGrain>(name[SubscriptionPrefix.Length..]);
        throw new ArgumentException($"'{name}' is not a feed consumer", nameof(name));
    }
}

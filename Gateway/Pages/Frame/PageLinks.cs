namespace Sync.Pages.Frame;

/// <summary>Addresses of pages, and the identifiers in them. Pure.</summary>
internal static class PageLinks
{
    public static string Plant(string plant) => $"/plants/{Uri.EscapeDataString(plant)}";

    public static string Position(StockKey key) =>
        $"/stock/{Uri.EscapeDataString(key.Plant.Value)}/{Uri.EscapeDataString(key.Location.Value)}/{Uri.EscapeDataString(key.Item.Value)}";

    /// <summary>The page of an entity, where it has one.</summary>
    public static string? Entity(EntityKey entity) => entity.Kind switch
    {
        EntityKinds.Stock when StockKey.TryParse(entity.Id, out var key) => Position(key),
        EntityKinds.Plant => Plant(Identifiers.FromSegment(entity.Id)),
        _ => null,
    };

    /// <summary>A segment of the address as it stands in the browser: the router hands out slashes inside identifiers still encoded.</summary>
    // http://host/stock/P100/RM%2F01/BOLT   2   ->   RM/01
    public static string Segment(string uri, int index)
    {
        var segments = new Uri(uri).AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return index < segments.Length ? Uri.UnescapeDataString(segments[index]) : "";
    }
}

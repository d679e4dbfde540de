using System.Globalization;
using Microsoft.AspNetCore.Mvc;

namespace Sync.Gateway.Stock;

/// <summary>The parameters of a stock query, as they come.</summary>
internal sealed record StockQuery(
    [property: FromQuery(Name = "item")] string? Item,
    [property: FromQuery(Name = "location")] string? Location,
    [property: FromQuery(Name = "status")] string? Status,
    [property: FromQuery(Name = "availableBelow")] string? AvailableBelow,
    [property: FromQuery(Name = "sort")] string? Sort,
    [property: FromQuery(Name = "desc")] bool? Desc,
    [property: FromQuery(Name = "after")] string? After,
    [property: FromQuery(Name = "limit")] int? Limit)
{
    /// <summary>The query, or which parameter cannot be read.</summary>
    public (PlantStockQuery? Query, string? Wrong) Read()
    {
        if (Item is not null && !Identifiers.IsValid(Item)) return (null, $"item '{Item}' is not an item number");
        if (Location is not null && !Identifiers.IsValid(Location)) return (null, $"location '{Location}' is not a location");
        if (!Word<StockStatus>(Status, out var status) || status is StockStatus.InTransit) return (null, $"status '{Status}' is not one of Available, Quality, Blocked, Returned, Restricted");
        if (!Word<StockSort>(Sort, out var sort)) return (null, $"sort '{Sort}' is not one of key, item, available, onHand, changed");
        if (Limit is < 1 or > GatewayLimits.MaxPage) return (null, $"limit {Limit} is not 1 to {GatewayLimits.MaxPage}");
        var below = 0m;
        if (AvailableBelow is not null && !decimal.TryParse(AvailableBelow, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out below))
            return (null, $"availableBelow '{AvailableBelow}' is not a decimal number with a point");
        return (new PlantStockQuery(
            Item is null ? null : ItemNumber.Parse(Item), Location is null ? null : LocationId.Parse(Location), status, AvailableBelow is null ? null : below,
            sort ?? StockSort.Key, Desc ?? false, After, Limit ?? GatewayLimits.DefaultPage), null);
    }

    /// <summary>A word of the enum in any case, never its number.</summary>
    private static bool Word<T>(string? text, out T? value)
        where T : struct, Enum
    {
        value = null;
        if (text is null) return true;
        foreach (var word in Enum.GetValues<T>())
            if (text.Equals(word.ToString(), StringComparison.OrdinalIgnoreCase)) value = word;
        return value is not null;
    }
}

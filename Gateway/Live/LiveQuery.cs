using Microsoft.AspNetCore.Mvc;
using Sync.Gateway.Stock;

namespace Sync.Gateway.Live;

/// <summary>The parameters of a live stream, as they come.</summary>
internal sealed record LiveQuery(
    [property: FromQuery(Name = "item")] string? Item,
    [property: FromQuery(Name = "location")] string? Location,
    [property: FromQuery(Name = "status")] string? Status,
    [property: FromQuery(Name = "lastEventId")] string? LastEventId)
{
    /// <summary>The filter, or which parameter cannot be read: the rules of the stock list.</summary>
    public (LiveFilter? Filter, string? Wrong) Read()
    {
        var (query, wrong) = new StockQuery(Item, Location, Status, null, null, null, null, null).Read();
        return query is null ? (null, wrong) : (new LiveFilter(query.Item, query.Location, query.Status), null);
    }
}

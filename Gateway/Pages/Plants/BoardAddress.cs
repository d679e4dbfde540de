using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Sync.Pages.Frame;

namespace Sync.Pages.Plants;

/// <summary>A board's question as it stands in the address of its page: it can be sent to a colleague and outlives a restart. Pure.</summary>
internal static class BoardAddress
{
    // /plants/P100?q=bolt&location=RM01&status=Blocked&below=5&sort=-OnHand&page=2
    public static BoardQuery Read(string uri)
    {
        var q = QueryHelpers.ParseQuery(new Uri(uri).Query);
        string Text(string name) => q.TryGetValue(name, out var value) ? value.ToString().Trim() : "";
        var sort = Text("sort");
        return new BoardQuery(
            Text("q"),
            Text("location"),
            Enum.TryParse<StockStatus>(Text("status"), ignoreCase: true, out var status) && Enum.IsDefined(status) ? status : null,
            Amount(Text("below")),
            Enum.TryParse<BoardSort>(sort.TrimStart('-'), ignoreCase: true, out var order) && Enum.IsDefined(order) ? order : BoardSort.Location,
            sort.StartsWith('-'),
            int.TryParse(Text("page"), NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page > 0 ? page : 1);
    }

    public static string Write(string plant, BoardQuery query)
    {
        var q = new Dictionary<string, string?>();
        if (query.Search.Length > 0) q["q"] = query.Search;
        if (query.Location.Length > 0) q["location"] = query.Location;
        if (query.Status is { } status) q["status"] = status.ToString();
        if (query.AvailableBelow is { } below) q["below"] = below.ToString(CultureInfo.InvariantCulture);
        if (query.Sort != BoardSort.Location || query.Descending) q["sort"] = (query.Descending ? "-" : "") + query.Sort;
        if (query.Page > 1) q["page"] = query.Page.ToString(CultureInfo.InvariantCulture);
        return QueryHelpers.AddQueryString(PageLinks.Plant(plant), q);
    }

    public static decimal? Amount(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) ? amount : null;
}

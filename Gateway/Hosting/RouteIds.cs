using Microsoft.AspNetCore.Http.Features;

namespace Sync.Gateway;

/// <summary>Identifiers in addresses. A slash inside one is written %2F, as in any URL. Thread-safe.</summary>
internal static class RouteIds
{
    /// <summary>The identifier in a segment of the route. What the framework leaves encoded is read from the address as it came.</summary>
    // /v1/stock/P100/RM%2F01/50%25   ->   P100, RM/01, 50%
    public static string Read(HttpContext http, string name)
    {
        var value = http.GetRouteValue(name) as string ?? "";
        return value.Contains('%') ? Raw(http, name) ?? Identifiers.FromSegment(value) : value;
    }

    public static PlantId Plant(HttpContext http) => PlantId.Parse(Read(http, "plant"));

    public static ItemNumber Item(HttpContext http) => ItemNumber.Parse(Read(http, "item"));

    public static LocationId Location(HttpContext http) => LocationId.Parse(Read(http, "location"));

    public static StockKey Position(HttpContext http) => new(Plant(http), Location(http), Item(http));

    private static string? Raw(HttpContext http, string name)
    {
        if (http.GetEndpoint() is not RouteEndpoint { RoutePattern.PathSegments: var pattern }) return null;
        var target = http.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        var segments = target.Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries);
        var skipped = (http.Request.PathBase.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries).Length;
        for (var i = 0; i < pattern.Count && skipped + i < segments.Length; i++)
            if (pattern[i].Parts is [Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { IsCatchAll: false } part] && part.Name == name) return Uri.UnescapeDataString(segments[skipped + i]);
        return null;
    }
}

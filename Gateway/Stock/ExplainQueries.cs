using Microsoft.AspNetCore.Mvc;

namespace Sync.Gateway.Stock;

/// <summary>The parameters of an explanation, as they come.</summary>
internal sealed record ExplainParameters(
    [property: FromQuery(Name = "from")] string? From,
    [property: FromQuery(Name = "to")] string? To,
    [property: FromQuery(Name = "before")] string? Before,
    [property: FromQuery(Name = "limit")] int? Limit)
{
    /// <summary>The query, or which parameter cannot be read.</summary>
    public (ExplainQuery? Query, string? Wrong) Read()
    {
        if (!TryInstant(From, out var from)) return (null, $"from '{From}' is not {Instants.Form}");
        if (!TryInstant(To, out var to)) return (null, $"to '{To}' is not {Instants.Form}");
        if (from > to) return (null, "from lies after to");
        if (Limit is < 1 or > GatewayLimits.MaxPage) return (null, $"limit {Limit} is not 1 to {GatewayLimits.MaxPage}");
        return (new ExplainQuery(from, to, Before, Limit ?? GatewayLimits.DefaultPage), null);
    }

    private static bool TryInstant(string? text, out DateTimeOffset? instant)
    {
        instant = null;
        if (text is null) return true;
        if (!PastTime.TryInstant(text, out var found)) return false;
        instant = found;
        return true;
    }
}

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

/// <summary>The parameters of a comparison, as they come.</summary>
internal sealed record CompareParameters(
    [property: FromQuery(Name = "from")] string? From,
    [property: FromQuery(Name = "to")] string? To,
    [property: FromQuery(Name = "time")] string? Time,
    [property: FromQuery(Name = "limit")] int? Limit)
{
    /// <summary>Both moments, or why they cannot be read.</summary>
    public (StockMoment? From, StockMoment? To, Refusal? Wrong) Read()
    {
        if (!PastTime.TryWord(Time, out var time)) return Refused(ErrorCodes.InvalidQuery, $"time '{Time}' is not one of recorded, occurred");
        if (time is null) return Refused(ErrorCodes.TimeMissing, "the moments are compared by which time?");
        if (From is null || To is null) return Refused(ErrorCodes.InvalidQuery, "from and to name the two moments");
        if (!PastTime.TryInstant(From, out var from)) return Refused(ErrorCodes.InvalidQuery, $"from '{From}' is not {Instants.Form}");
        if (!PastTime.TryInstant(To, out var to)) return Refused(ErrorCodes.InvalidQuery, $"to '{To}' is not {Instants.Form}");
        if (from > to) return Refused(ErrorCodes.InvalidQuery, "from lies after to");
        if (Limit is < 1 or > GatewayLimits.MaxPage) return Refused(ErrorCodes.InvalidQuery, $"limit {Limit} is not 1 to {GatewayLimits.MaxPage}");
        return (new StockMoment(time, from), new StockMoment(time, to), null);
    }

    private static (StockMoment? From, StockMoment? To, Refusal? Wrong) Refused(ErrorCode error, string message) => (null, null, error.With(message));
}

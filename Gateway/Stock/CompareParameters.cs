using Microsoft.AspNetCore.Mvc;

namespace Sync.Gateway.Stock;

/// <summary>The parameters of a comparison, as they come: either side is an instant, or an update of a source.</summary>
internal sealed record CompareParameters(
    [property: FromQuery(Name = "from")] string? From,
    [property: FromQuery(Name = "to")] string? To,
    [property: FromQuery(Name = "time")] string? Time,
    [property: FromQuery(Name = "fromSource")] string? FromSource,
    [property: FromQuery(Name = "fromSequenceOrId")] string? FromSequenceOrId,
    [property: FromQuery(Name = "fromEpoch")] string? FromEpoch,
    [property: FromQuery(Name = "toSource")] string? ToSource,
    [property: FromQuery(Name = "toSequenceOrId")] string? ToSequenceOrId,
    [property: FromQuery(Name = "toEpoch")] string? ToEpoch,
    [property: FromQuery(Name = "limit")] int? Limit)
{
    /// <summary>Both moments, or why they cannot be read.</summary>
    public (StockMoment? From, StockMoment? To, Refusal? Wrong) Read()
    {
        if (!PastTime.TryWord(Time, out var time)) return (null, null, ErrorCodes.InvalidQuery.With($"time '{Time}' is not one of recorded, occurred"));
        if (time is null && (From is not null || To is not null)) return (null, null, ErrorCodes.TimeMissing.With("the moments are compared by which time?"));
        var (from, wrong) = new MomentQuery("from", "fromSource", "fromSequenceOrId", "fromEpoch", From, FromSource, FromSequenceOrId, FromEpoch).Read(time);
        if (from is null) return (null, null, wrong);
        (var to, wrong) = new MomentQuery("to", "toSource", "toSequenceOrId", "toEpoch", To, ToSource, ToSequenceOrId, ToEpoch).Read(time);
        if (to is null) return (null, null, wrong);
        if (from.At > to.At) return (null, null, ErrorCodes.InvalidQuery.With("from lies after to"));
        if (Limit is < 1 or > GatewayLimits.MaxPage) return (null, null, ErrorCodes.InvalidQuery.With($"limit {Limit} is not 1 to {GatewayLimits.MaxPage}"));
        return (from, to, null);
    }
}

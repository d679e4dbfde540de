using Microsoft.AspNetCore.Mvc;

namespace Sync.Gateway.Stock;

/// <summary>The parameters of a read of the past, as they come.</summary>
internal sealed record PastQuery(
    [property: FromQuery(Name = "at")] string? At,
    [property: FromQuery(Name = "time")] string? Time,
    [property: FromQuery(Name = "atSource")] string? AtSource,
    [property: FromQuery(Name = "sequenceOrId")] string? SequenceOrId,
    [property: FromQuery(Name = "epoch")] string? Epoch)
{
    /// <summary>True when the past is meant and not the present.</summary>
    public bool IsAsked => At is not null || Time is not null || AtSource is not null || SequenceOrId is not null || Epoch is not null;

    /// <summary>The moment, or why it cannot be read.</summary>
    public (StockMoment? Moment, Refusal? Wrong) Read()
    {
        if (!PastTime.TryWord(Time, out var time)) return (null, ErrorCodes.InvalidQuery.With($"time '{Time}' is not one of recorded, occurred"));
        var (moment, wrong) = new MomentQuery("at", "atSource", "sequenceOrId", "epoch", At, AtSource, SequenceOrId, Epoch).Read(time);
        if (moment is { Source: null, Time: null }) return (null, ErrorCodes.TimeMissing.With($"at={At} is read by which time?"));
        return (moment, wrong);
    }
}

/// <summary>Words and instants of the past in addresses.</summary>
internal static class PastTime
{
    /// <summary>A plus sign that was not escaped arrives as a space.</summary>
    // 2026-11-23T08:15:00+01:00 without %2B  ->  "2026-11-23T08:15:00 01:00"
    public static bool TryInstant(string text, out DateTimeOffset instant) => Instants.TryParse(text.Replace(' ', '+'), out instant);

    /// <summary>False for a word that is neither; null when there is none.</summary>
    public static bool TryWord(string? text, out ReadTime? time)
    {
        time = text is null ? null
            : text.Equals("recorded", StringComparison.OrdinalIgnoreCase) ? ReadTime.Recorded
            : text.Equals("occurred", StringComparison.OrdinalIgnoreCase) ? ReadTime.Occurred
            : null;
        return text is null || time is not null;
    }
}

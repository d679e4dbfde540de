using System.Globalization;

namespace Sync.Gateway.Stock;

/// <summary>A moment of the past as addresses say it: an instant, or an update of a source. The names are those of the parameters.</summary>
internal sealed record MomentQuery(
    string AtName, string SourceName, string IdName, string EpochName, string? At, string? Source, string? SequenceOrId, string? Epoch)
{
    /// <summary>The moment, or why it cannot be read. An instant without a time keeps none.</summary>
    public (StockMoment? Moment, Refusal? Wrong) Read(ReadTime? time)
    {
        if (Source is not null != SequenceOrId is not null) return Wrong($"{SourceName} and {IdName} name an update together");
        if (At is not null == Source is not null) return Wrong($"a moment is named by {AtName}, or by {SourceName} with {IdName}: by one of the two");
        if (Epoch is not null && Source is null) return Wrong($"{EpochName} belongs to {SourceName} and {IdName}");
        if (Source is not null) return Watermark(time);
        return PastTime.TryInstant(At!, out var at) ? (new StockMoment(time, at), null) : Wrong($"{AtName} '{At}' is not {Instants.Form}");
    }

    private (StockMoment? Moment, Refusal? Wrong) Watermark(ReadTime? time)
    {
        if (time is ReadTime.Occurred) return Wrong("the moment of a source's update is a recorded one: leave time out, or say time=recorded");
        if (Epoch is null) return (new StockMoment(ReadTime.Recorded, null, Source, SequenceOrId), null);
        return int.TryParse(Epoch, NumberStyles.None, CultureInfo.InvariantCulture, out var epoch)
            ? (new StockMoment(ReadTime.Recorded, null, Source, SequenceOrId, epoch), null)
            : Wrong($"{EpochName} '{Epoch}' is not a number from 0 to {int.MaxValue}");
    }

    private static (StockMoment? Moment, Refusal? Wrong) Wrong(string message) => (null, ErrorCodes.InvalidQuery.With(message));
}

using System.Globalization;

namespace Sync.Pages.Frame;

/// <summary>Instants as the clocks of a plant show them. Immutable, thread-safe.</summary>
public sealed class PlantClock
{
    private readonly TimeZoneInfo _zone;

    public PlantClock(string? timeZone) =>
        (_zone, Name) = timeZone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone) ? (zone, timeZone) : (TimeZoneInfo.Utc, "UTC");

    /// <summary>The name of the zone, to be shown beside times.</summary>
    public string Name { get; }

    /// <summary>The time of day; with the date when it is not the day of <paramref name="now"/>.</summary>
    public string Short(DateTimeOffset instant, DateTimeOffset now)
    {
        var (local, today) = (TimeZoneInfo.ConvertTime(instant, _zone), TimeZoneInfo.ConvertTime(now, _zone));
        return local.ToString(local.Date == today.Date ? "HH:mm:ss" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
    }

    /// <summary>Date and time to the second.</summary>
    public string Long(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, _zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}

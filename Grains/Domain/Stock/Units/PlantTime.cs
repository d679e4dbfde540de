using Sync.Contracts;

namespace Sync.Domain.Stock;

/// <summary>Local dates of a plant: the one place where an instant becomes one. Pure, thread-safe.</summary>
public static class PlantTime
{
    /// <summary>The date that the plant's wall clock showed at an instant. A time zone that this machine does not know counts as UTC.</summary>
    public static DateOnly LocalDate(PlantMaster plant, DateTimeOffset at)
    {
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(plant.TimeZone ?? "", out var known) ? known : TimeZoneInfo.Utc;
        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
    }

    /// <summary>An instant with the offset of the plant; with UTC's when the plant is not registered.</summary>
    public static DateTimeOffset Local(PlantMaster? plant, DateTimeOffset at) => new PlantClock(plant).Local(at);
}

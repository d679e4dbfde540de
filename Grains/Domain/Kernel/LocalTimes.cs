using Sync.Contracts;

namespace Sync.Domain.Kernel;

/// <summary>The instant of an update that says what a clock on the wall showed (DOMAIN 3). Pure, thread-safe.</summary>
internal static class LocalTimes
{
    /// <summary>When an update happened; null where it does not say, or where that cannot be told.</summary>
    public static DateTimeOffset? Of(Update update, PlantMaster? plant) =>
        update.OccurredAt is not null || update.LocalTime is null ? update.OccurredAt
        : Resolve(update.LocalTime, plant, out var at) is null ? at
        : null;

    /// <summary>The instant, or why it cannot be told: the plant is not known, or its clocks show the time twice or never.</summary>
    public static Refusal? Resolve(LocalTime local, PlantMaster? plant, out DateTimeOffset at)
    {
        at = default;
        if ((local.Zone ?? plant?.TimeZone) is not { } name) return ErrorCodes.PlantUnknown.With($"the local time {local} has no zone: the plant is not registered");
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(name, out var known) ? known : TimeZoneInfo.Utc;
        if (zone.IsInvalidTime(local.Clock)) return ErrorCodes.TimeAmbiguous.With($"the clocks of {name} never showed {local}: they were put forward");
        if (zone.IsAmbiguousTime(local.Clock)) return ErrorCodes.TimeAmbiguous.With($"the clocks of {name} showed {local} twice: they were put back");
        at = Instants.Truncate(new DateTimeOffset(local.Clock, zone.GetUtcOffset(local.Clock)));
        return null;
    }
}

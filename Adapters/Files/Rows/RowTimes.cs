using System.Globalization;

namespace Sync.Adapters;

/// <summary>Times as files write them: with an offset, or local in the zone of the folder. Thread-safe.</summary>
internal static class RowTimes
{
    private static readonly string[] Local =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm:ss",
        "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm", "yyyy-MM-dd",
    ];

    /// <summary>The instant; or the local time where the clocks of the zone showed it twice.</summary>
    public static bool TryParse(string text, RowPlan plan, out DateTimeOffset time, out LocalTime? twice, out string expected)
    {
        (expected, twice) = ("", null);
        if (plan.TimeFormat is null && Instants.TryParse(text, out time)) return true;
        time = default;
        var forms = plan.TimeFormat is { } form ? [form] : Local;
        if (!DateTime.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            expected = plan.TimeFormat is null ? $"{Instants.Form}, or a local time such as 2026-11-23 08:15:00, is expected" : $"the form {plan.TimeFormat} is expected";
            return false;
        }

        expected = Objection(local, plan.Zone) ?? "";
        if (expected.Length > 0) return false;
        if (plan.Zone!.IsAmbiguousTime(local))
        {
            twice = new LocalTime(DateTime.SpecifyKind(local.AddTicks(-(local.Ticks % 10)), DateTimeKind.Unspecified), plan.Zone.Id);
            return true;
        }

        time = Instants.Truncate(new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), plan.Zone!.GetUtcOffset(local)));
        return true;
    }

    private static string? Objection(DateTime local, TimeZoneInfo? zone)
    {
        if (zone is null) return "it has no offset and the folder has no time zone: write 2026-11-23T08:15:00+01:00, or set TimeZone";
        return zone.IsInvalidTime(local) ? $"the clocks of {zone.Id} leave this hour out: write it with its offset" : null;
    }
}

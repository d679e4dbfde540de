using System.Globalization;

namespace Sync.Contracts;

/// <summary>What a clock on the wall showed: a time without an offset, which may be two instants, or none. Written as RFC 9557 writes it without an offset,
/// <c>2026-10-25T02:30:00</c> or <c>2026-10-25T02:30:00[Europe/Berlin]</c>. Immutable, thread-safe.</summary>
/// <param name="Clock">Date and time, whole microseconds.</param>
/// <param name="Zone">The IANA time zone of the clock; absent: the plant's.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.local-time")]
public sealed record LocalTime([property: Id(0)] DateTime Clock, [property: Id(1)] string? Zone = null)
{
    /// <summary>What it looks like, for messages.</summary>
    public const string Form = "a local time, for example 2026-10-25T02:30:00 or 2026-10-25T02:30:00[Europe/Berlin]";

    /// <summary>The longest name of a zone.</summary>
    private const int MaxZone = 64;

    /// <summary>Reads a local time, cut to whole microseconds. The zone must be one that this machine knows.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out LocalTime? time)
    {
        time = null;
        string? zone = null;
        if (text.Length > 0 && text[^1] == ']' && text.IndexOf('[') is >= 0 and var at)
        {
            zone = text[(at + 1)..^1].ToString();
            text = text[..at];
            if (zone.Length is 0 or > MaxZone || !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var known) || !known.HasIanaId) return false;
        }

        if (text.Length > MaxZone || !Instants.TryParse($"{text}Z", out var instant)) return false;
        time = new LocalTime(DateTime.SpecifyKind(Instants.Truncate(instant).DateTime, DateTimeKind.Unspecified), zone);
        return true;
    }

    /// <summary>The time as it is written.</summary>
    public override string ToString() =>
        Clock.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture) + (Zone is null ? "" : $"[{Zone}]");
}

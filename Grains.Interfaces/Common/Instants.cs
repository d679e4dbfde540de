namespace Sync.Contracts;

/// <summary>Instants as the journal keeps them: whole microseconds, offset in whole minutes. Thread-safe.</summary>
public static class Instants
{
    /// <summary>What an instant looks like, for messages.</summary>
    public const string Form = "an RFC 3339 time with its offset, for example 2026-11-23T08:15:00+01:00";

    private const int MaxLength = 64;

    /// <summary>The instant cut to whole microseconds, its offset kept.</summary>
    public static DateTimeOffset Truncate(DateTimeOffset instant) => new(instant.Ticks - (instant.Ticks % 10), instant.Offset);

    /// <summary>Reads an RFC 3339 time, cut to whole microseconds. An offset is required: a local time names no instant.
    /// Leap seconds (<c>:60</c>) are refused.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset instant)
    {
        instant = default;
        if (text.Length is < 20 or > MaxLength || text[10] is not ('T' or 't')) return false;
        if (text[4] != '-' || text[7] != '-' || text[13] != ':' || text[16] != ':') return false;
        if (!Number(text[..4], out var year) || !Number(text[5..7], out var month) || !Number(text[8..10], out var day)) return false;
        if (!Number(text[11..13], out var hour) || !Number(text[14..16], out var minute) || !Number(text[17..19], out var second)) return false;
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        if (hour > 23 || minute > 59 || second > 59) return false;
        var rest = text[19..];
        if (!Fraction(ref rest, out var ticks) || !Offset(rest, out var offset)) return false;
        var local = new DateTime(year, month, day, hour, minute, second).Ticks + ticks;
        var utc = local - offset.Ticks;
        if (utc < 0 || utc > DateTime.MaxValue.Ticks) return false;
        instant = new DateTimeOffset(local, offset);
        return true;
    }

    private static bool Fraction(ref ReadOnlySpan<char> rest, out long ticks)
    {
        ticks = 0;
        if (rest[0] != '.') return true;
        var end = 1;
        var scale = 1_000_000L;
        for (; end < rest.Length && char.IsAsciiDigit(rest[end]); end++)
        {
            ticks += (rest[end] - '0') * scale;
            scale /= 10;
            if (scale < 10) scale = 0;
        }

        rest = rest[end..];
        return end > 1 && rest.Length > 0;
    }

    private static bool Offset(ReadOnlySpan<char> rest, out TimeSpan offset)
    {
        offset = default;
        if (rest.Length == 1) return rest[0] is 'Z' or 'z';
        if (rest.Length != 6 || rest[0] is not ('+' or '-') || rest[3] != ':') return false;
        if (!Number(rest[1..3], out var hours) || !Number(rest[4..], out var minutes) || minutes > 59) return false;
        var total = (hours * 60) + minutes;
        offset = TimeSpan.FromMinutes(rest[0] == '-' ? -total : total);
        return total <= 14 * 60;
    }

    private static bool Number(ReadOnlySpan<char> digits, out int value)
    {
        value = 0;
        foreach (var c in digits)
        {
            if (!char.IsAsciiDigit(c)) return false;
            value = (value * 10) + (c - '0');
        }

        return true;
    }
}

using System.Globalization;
using Sync.Contracts;

namespace Sync.Domain.Stock;

/// <summary>Instants as the plant's wall clock shows them. Pure, thread-safe.</summary>
internal sealed class PlantClock
{
    private readonly TimeZoneInfo _zone;

    /// <summary>A clock of a plant; one that is not registered, or whose zone this machine does not know, shows UTC.</summary>
    public PlantClock(PlantMaster? plant)
    {
        var isKnown = TimeZoneInfo.TryFindSystemTimeZoneById(plant?.TimeZone ?? "", out var zone);
        _zone = isKnown ? zone! : TimeZoneInfo.Utc;
        Zone = isKnown ? plant!.TimeZone : "UTC";
    }

    /// <summary>The IANA name of the zone.</summary>
    public string Zone { get; }

    public DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, _zone);

    /// <summary>Day and time, for example <c>Mon 23 Nov 2026, 08:15</c>; in the hour that autumn repeats, with its offset.</summary>
    public string Say(DateTimeOffset at)
    {
        var local = Local(at);
        var text = local.ToString(local.Second == 0 ? "ddd d MMM yyyy, HH:mm" : "ddd d MMM yyyy, HH:mm:ss", CultureInfo.InvariantCulture);
        return _zone.IsAmbiguousTime(local.DateTime) ? $"{text} ({local.ToString("zzz", CultureInfo.InvariantCulture)})" : text;
    }

    /// <summary>A length of time, for example <c>2 h 10 min</c>.</summary>
    public static string Say(TimeSpan length) => length switch
    {
        { TotalDays: >= 2 } => Two((int)length.TotalDays, "days", length.Hours, "h"),
        { TotalHours: >= 1 } => Two((int)length.TotalHours, "h", length.Minutes, "min"),
        { TotalMinutes: >= 1 } => Two((int)length.TotalMinutes, "min", length.Seconds, "s"),
        _ => $"{(int)length.TotalSeconds} s",
    };

    private static string Two(int first, string unit, int second, string small) => second == 0 ? $"{first} {unit}" : $"{first} {unit} {second} {small}";
}

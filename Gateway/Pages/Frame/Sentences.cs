using System.Globalization;

namespace Sync.Pages.Frame;

/// <summary>How pages write numbers, times and sentences. Pure.</summary>
internal static class Sentences
{
    /// <summary>A message as a sentence: a capital and a full stop.</summary>
    public static string Of(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length == 0) return "";
        var end = trimmed[^1] is '.' or '!' or '?' ? "" : ".";
        return $"{char.ToUpperInvariant(trimmed[0])}{trimmed[1..]}{end}";
    }

    /// <summary>A number with groups of three and without useless zeros; below zero with a true minus.</summary>
    public static string Number(decimal value) => Decimals.Normalize(value).ToString("#,0.##########", CultureInfo.InvariantCulture).Replace('-', '\u2212').Replace(',', '\u202f');

    /// <summary>A change: always with its sign.</summary>
    public static string Signed(decimal value) => value > 0 ? "+" + Number(value) : Number(value);

    /// <summary>How long ago, in the largest unit that says it.</summary>
    public static string Age(TimeSpan age) => age.TotalSeconds switch
    {
        < 1 => "now",
        < 60 => $"{(int)age.TotalSeconds} s",
        < 3600 => $"{(int)age.TotalMinutes} min",
        < 86_400 => $"{(int)age.TotalHours} h",
        _ => $"{(int)age.TotalDays} d",
    };

    /// <summary>As <see cref="Age"/>, to be read in a sentence.</summary>
    public static string Ago(TimeSpan age) => age.TotalSeconds < 1 ? "just now" : Age(age) + " ago";

    /// <summary>How far behind, to be read after "behind".</summary>
    public static string Lag(long milliseconds) => milliseconds switch
    {
        0 => "up to date",
        < 1000 => $"{milliseconds} ms behind",
        _ => $"{Age(TimeSpan.FromMilliseconds(milliseconds))} behind",
    };

    public static string Count(long count, string one, string many) => $"{Number(count)} {(count == 1 ? one : many)}";
}

using System.Globalization;

namespace Sync.Factory.Cli;

/// <summary>Times on the command line: <c>500ms</c>, <c>30s</c>, <c>2m</c>, <c>1h</c>.</summary>
internal static class Durations
{
    private static readonly (string Suffix, double Seconds)[] Units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600)];

    public static bool TryParse(string? text, out TimeSpan time)
    {
        time = default;
        foreach (var (suffix, seconds) in Units)
        {
            if (text is null || !text.EndsWith(suffix, StringComparison.Ordinal)) continue;
            if (!double.TryParse(text[..^suffix.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) continue;
            if (number <= 0 || number * seconds > TimeSpan.FromDays(30).TotalSeconds) return false;
            time = TimeSpan.FromSeconds(number * seconds);
            return true;
        }

        return false;
    }
}

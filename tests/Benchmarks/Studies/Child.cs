using System.Diagnostics;
using System.Globalization;

namespace Sync.Benchmarks.Studies;

/// <summary>This program once more, as a process of its own.</summary>
internal static class Child
{
    /// <summary>Starts it with a hidden command. Whoever starts it reads what it writes where <paramref name="isRead"/> says so; else it goes where ours goes.</summary>
    public static Process Start(bool isRead, params ReadOnlySpan<string> told)
    {
        var self = Environment.ProcessPath!;
        string[] program = Path.GetFileNameWithoutExtension(self) == "dotnet" ? [self, typeof(Child).Assembly.Location] : [self];
        var start = new ProcessStartInfo(program[0], [.. program[1..], .. told]) { RedirectStandardOutput = isRead, UseShellExecute = false };
        return Process.Start(start) ?? throw new InvalidOperationException($"the process of {told[0]} did not start");
    }

    /// <summary>A number as an argument.</summary>
    public static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Sync.Benchmarks.Load;

/// <summary>Waits until an instant, to a tenth of a millisecond where the system's own sleep is that precise.</summary>
/// <remarks>The runtime waits by whole milliseconds, and its timers by the kernel's coarse clock, which moves every 4 ms on many machines: calls that they start
/// are up to that late, and come in bursts, before any system has seen them.</remarks>
internal static class Pace
{
    private static readonly ManualResetEvent Never = new(false);
    private static readonly double NanosecondsPerTick = 1e9 / Stopwatch.Frequency;

    /// <summary>Blocks this thread until the clock of <see cref="Stopwatch"/> shows <paramref name="timestamp"/>.</summary>
    public static void Until(long timestamp)
    {
        for (var left = Left(timestamp); left > 0; left = Left(timestamp))
        {
            if (OperatingSystem.IsLinux()) _ = Sleep(new Interval(left), 0);
            else Never.WaitOne(1);
        }
    }

    private static long Left(long timestamp) => (long)((timestamp - Stopwatch.GetTimestamp()) * NanosecondsPerTick);

    [DllImport("libc", EntryPoint = "nanosleep")]
    private static extern int Sleep(in Interval length, nint remaining);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Interval(long nanoseconds)
    {
        private readonly nint _seconds = (nint)(nanoseconds / 1_000_000_000);
        private readonly nint _nanoseconds = (nint)(nanoseconds % 1_000_000_000);
    }
}

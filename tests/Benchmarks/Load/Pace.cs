using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Sync.Benchmarks.Load;

/// <summary>Keeps the time of a load, to a tenth of a millisecond where the system's own sleep is that precise.</summary>
/// <remarks>The runtime waits by whole milliseconds, and its timers by the kernel's coarse clock, which moves every 4 ms on many machines: calls that they start
/// are up to that late, and come in bursts, before any system has seen them.</remarks>
internal static class Pace
{
    private static readonly ManualResetEvent Never = new(false);
    private static readonly double NanosecondsPerTick = 1e9 / Stopwatch.Frequency;

    /// <summary>Makes calls at a fixed rate from a thread of its own: each at its instant, as far as it goes without waiting. Completes when the last one was made.</summary>
    /// <param name="calls">How many.</param>
    /// <param name="perSecond">The rate.</param>
    /// <param name="call">Makes one, and is told the timestamp at which it was due.</param>
    /// <param name="first">The first of them that this thread makes.</param>
    /// <param name="step">It makes one in so many: others make the rest.</param>
    public static Task CallAsync(int calls, int perSecond, Action<long> call, int first = 0, int step = 1) => Task.Factory.StartNew(
        () =>
        {
            var started = Stopwatch.GetTimestamp();
            for (var n = first; n < calls; n += step)
            {
                var due = started + (long)(n / (double)perSecond * Stopwatch.Frequency);
                Until(due);
                call(due);
            }
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);

    /// <summary>Blocks this thread until the clock of <see cref="Stopwatch"/> shows <paramref name="timestamp"/>.</summary>
    private static void Until(long timestamp)
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

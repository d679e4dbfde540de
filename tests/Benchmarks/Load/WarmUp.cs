using System.Diagnostics;
using System.Runtime;

namespace Sync.Benchmarks.Load;

/// <summary>Loads a system until the compiler is done with it: a server runs for weeks.</summary>
internal static class WarmUp
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(60);

    /// <summary>The least time in which something can be told of a load.</summary>
    public static readonly TimeSpan Round = TimeSpan.FromSeconds(4);

    /// <summary>The share of one processor that the compiler may take in a round for it to be called done.</summary>
    private const double Quiet = 0.04;

    /// <param name="load">Runs the load of the scenario for so long.</param>
    public static async Task RunAsync(Func<TimeSpan, Task> load)
    {
        var began = Stopwatch.GetTimestamp();
        await load(Least - Round);
        while (true)
        {
            var compiled = JitInfo.GetCompilationTime();
            await load(Round);
            if ((JitInfo.GetCompilationTime() - compiled) / Round < Quiet || Stopwatch.GetElapsedTime(began) >= Most) return;
        }
    }
}

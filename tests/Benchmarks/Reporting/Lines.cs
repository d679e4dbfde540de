using Sync.Benchmarks.Comparison;
using Sync.Benchmarks.Systems;

namespace Sync.Benchmarks.Reporting;

/// <summary>One outcome as one line.</summary>
internal static class Lines
{
    public static string Of(Outcome outcome)
    {
        var m = outcome.Measured;
        return $"{outcome.System,-8} {m.UpdatesPerSecond,10:N0} updates/s   p50 {m.P50Ms,8:N2} ms   p99 {m.P99Ms,8:N2} ms   "
            + $"{m.BytesPerUpdate,8:N0} B and {m.CpuMicroseconds,6:N1} us an update ({m.KernelShare:P0} kernel)   "
            + $"collections {m.Collections.Young}/{m.Collections.Middle}/{m.Collections.Old}, {m.Paused:P1} paused   {outcome.Note}";
    }

    public static string Of(Failure failure) => $"{failure.System,-8} {"failed",10}             {failure.Reason}";
}

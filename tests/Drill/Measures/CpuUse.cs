using System.Globalization;
using Sync.Drill.Cluster;

namespace Sync.Drill.Measures;

/// <summary>Processor time of the cluster's processes, from /proc.</summary>
internal static class CpuUse
{
    private const double MicrosecondsInTick = 10_000;

    /// <summary>The time that each update took while something is done that takes so long.</summary>
    public static async Task<CpuReport> DuringAsync(LocalCluster cluster, Func<Task> work, TimeSpan time)
    {
        var (records, before) = (await Database.RecordsAsync(cluster), Read(cluster));
        await work();
        var after = Read(cluster);
        var updates = await Database.RecordsAsync(cluster) - records;
        var used = after.Zip(before, (a, b) => updates == 0 ? 0 : Math.Round((a - b) * MicrosecondsInTick / updates)).ToArray();
        return new CpuReport(updates, Math.Round(updates / time.TotalSeconds), used[0], used[1], used[2], used[3]);
    }

    private static long[] Read(LocalCluster cluster) =>
    [
        cluster.Silos.Sum(s => Ticks(cluster.ProcessOf(s))),
        cluster.GatewayNames.Sum(g => Ticks(cluster.ProcessOf(g))),
        OfDatabase(cluster.DatabaseProcess),
        Ticks(cluster.ProcessOf("adapters")),
    ];

    private static long OfDatabase(int first)
    {
        // The first process has the time of those of its children that have ended.
        var sum = Ticks(first, ended: true);
        foreach (var folder in Directory.GetDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var process) && Fields(process) is { } fields && fields[1] == first.ToString(CultureInfo.InvariantCulture))
                sum += Ticks(process);
        }

        return sum;
    }

    private static long Ticks(int process, bool ended = false)
    {
        if (Fields(process) is not { } fields) return 0;
        var own = Number(fields[11]) + Number(fields[12]);
        return ended ? own + Number(fields[13]) + Number(fields[14]) : own;
    }

    // What comes after the name, which stands in brackets and may have spaces: state, parent, ...
    private static string[]? Fields(int process)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{process}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}

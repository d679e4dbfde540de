using Sync.Benchmarks.Load;
using Sync.Benchmarks.Server;
using Sync.Benchmarks.Systems.Ours;

namespace Sync.Benchmarks.Studies;

/// <summary>What an active position of one account costs in memory.</summary>
internal static class MemoryStudy
{
    private const int WarmUp = 1_000;
    private const double TargetBytes = 6 * 1024;

    public static async Task RunAsync(int positions)
    {
        await using var server = await BenchServer.StartAsync();
        await using var database = await server.CreateDatabaseAsync("memory", BenchServer.Deployed);
        var workload = new Workload(positions);
        await using var subject = await OursSubject.StartAsync(database, workload);
        await Preparation.OpenAsync(subject, workload, 0, WarmUp);
        var (resident, heap) = Read();
        await Preparation.OpenAsync(subject, workload, WarmUp, positions);
        var note = await subject.NoteAsync();
        var (residentAfter, heapAfter) = Read();
        var active = positions - WarmUp;
        Console.WriteLine($"memory: {active:N0} active positions of one account: {(residentAfter - resident) / (double)active:N0} resident bytes each (at most {TargetBytes:N0}), "
            + $"{(heapAfter - heap) / (double)active:N0} of them on the heap; the process has {residentAfter / 1048576.0:N0} MiB; {note}");
    }

    private static (long Resident, long Heap) Read()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return (Environment.WorkingSet, GC.GetTotalMemory(forceFullCollection: true));
    }
}

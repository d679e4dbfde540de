using Sync.Benchmarks.Load;
using Sync.Benchmarks.Scenarios;
using Sync.Benchmarks.Server;

namespace Sync.Benchmarks.Systems;

/// <summary>A system that takes updates: starts it, fills it, warms it, measures it, checks it.</summary>
internal sealed class SubjectSystem(string name, string summary, Func<Scenario, BenchServer, Workload, Task<ISubject>> start) : ISystem
{
    public string Name => name;

    public string Summary => summary;

    public async Task<Outcome> RunAsync(Scenario scenario, BenchServer server, TimeSpan length)
    {
        var workload = new Workload();
        await using var subject = await start(scenario, server, workload);
        await Preparation.OpenAsync(subject, workload);
        var law = scenario.Keys(workload.Keys.Length);
        await WarmUp.RunAsync(time => ClosedLoad.RunAsync(subject, workload, scenario.Shape, law, scenario.Callers, time, seed: 1));
        var measured = await ClosedLoad.RunAsync(subject, workload, scenario.Shape, law, scenario.Callers, length, seed: 2);
        if (scenario.OfferedPerSecond is { } offered && measured.UpdatesPerSecond > offered * 1.2)
        {
            // What the load before has left behind, on the disk and in memory, is not what this one costs.
            await DiskCache.WriteAsync();
            await PacedLoad.RunAsync(subject, workload, CallShape.Single, law, offered, WarmUp.Round, seed: 4);
            var paced = await PacedLoad.RunAsync(subject, workload, CallShape.Single, law, offered, length, seed: 3);
            measured = measured with { P50Ms = paced.P50Ms, P99Ms = paced.P99Ms };
        }

        var note = await subject.NoteAsync();
        await Promises.CheckAsync(subject, workload, law);
        return new Outcome(scenario.Name, name, measured, note);
    }
}

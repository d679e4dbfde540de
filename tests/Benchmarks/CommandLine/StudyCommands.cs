using System.CommandLine;
using Sync.Benchmarks.Studies;

namespace Sync.Benchmarks.CommandLine;

/// <summary><c>memory</c>, <c>activation</c>, <c>live</c>: what one process of ours is like beyond its throughput.</summary>
internal static class StudyCommands
{
    public static Command Memory() => Positions("memory", "Resident memory of an active position.", 200_000, static (positions, _) => MemoryStudy.RunAsync(positions));

    public static Command Activation() => Positions("activation", "Cold activations a second.", 20_000, static (positions, _) => ActivationStudy.RunAsync(positions));

    public static Command Live() => Positions("live", "Reads over HTTP while updates flow, and a plant streamed.", 50_000, LiveStudy.RunAsync);

    private static Command Positions(string name, string summary, int positions, Func<int, TimeSpan, Task> run)
    {
        var count = new Option<int>("--positions") { Description = "How many positions, 2,000 to 1,000,000.", DefaultValueFactory = _ => positions };
        var seconds = new Option<int>("--seconds") { Description = "How long it is measured where that matters, 1 to 600.", DefaultValueFactory = _ => 10 };
        var command = new Command(name, summary) { count, seconds };
        command.SetAction(async (parsed, _) =>
        {
            await run(Math.Clamp(parsed.GetValue(count), 2_000, 1_000_000), TimeSpan.FromSeconds(Math.Clamp(parsed.GetValue(seconds), 1, 600)));
            return 0;
        });
        return command;
    }
}

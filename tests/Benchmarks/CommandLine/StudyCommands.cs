using System.CommandLine;
using Sync.Benchmarks.Studies;

namespace Sync.Benchmarks.CommandLine;

/// <summary><c>memory</c>, <c>known</c>, <c>activation</c>, <c>live</c>, <c>latency</c>, <c>year</c>: what one process of ours is like beyond its throughput.</summary>
internal static class StudyCommands
{
    public static Command Memory() => Positions("memory", "Resident memory of an active position.", 200_000, static (positions, _, _) => MemoryStudy.RunAsync(positions));

    public static Command Activation() => Positions("activation", "Cold activations a second.", 20_000, static (positions, _, _) => ActivationStudy.RunAsync(positions));

    public static Command Live()
    {
        var history = new Option<int>("--history") { Description = "How many movements each position has had before, 0 to 1,000.", DefaultValueFactory = _ => 70 };
        var command = Positions(
            "live", "Reads over HTTP while updates flow, and a plant streamed.", 50_000,
            (positions, length, parsed) => LiveStudy.RunAsync(positions, Math.Clamp(parsed.GetValue(history), 0, 1_000), length));
        command.Options.Add(history);
        return command;
    }

    public static Command Latency()
    {
        var rate = new Option<int>("--rate") { Description = "Updates offered a second, one by one, 100 to 50,000.", DefaultValueFactory = _ => 5_000 };
        var seconds = new Option<int>("--seconds") { Description = "How long it is measured, 1 to 600.", DefaultValueFactory = _ => 10 };
        var command = new Command("latency", "What an update waits for at a fixed rate.") { rate, seconds };
        command.SetAction(async (parsed, _) =>
        {
            await LatencyStudy.RunAsync(Math.Clamp(parsed.GetValue(rate), 100, 50_000), TimeSpan.FromSeconds(Math.Clamp(parsed.GetValue(seconds), 1, 600)));
            return 0;
        });
        return command;
    }

    public static Command Year()
    {
        var positions = new Option<int>("--positions") { Description = "How many positions, 1 to 20,000.", DefaultValueFactory = _ => 100 };
        var updates = new Option<int>("--updates") { Description = "How many updates of them, 1,000 to 10,000,000.", DefaultValueFactory = _ => 365_000 };
        var command = new Command("year", "A year of updates sent twice, told by their message ids.") { positions, updates };
        command.SetAction(async (parsed, _) =>
        {
            await YearStudy.RunAsync(Math.Clamp(parsed.GetValue(positions), 1, 20_000), Math.Clamp(parsed.GetValue(updates), 1_000, 10_000_000));
            return 0;
        });
        return command;
    }

    public static Command Known()
    {
        var known = new Option<int>("--positions") { Description = "How many positions are known, 2,000 to 1,000,000.", DefaultValueFactory = _ => 1_000_000 };
        var active = new Option<int>("--active") { Description = "How many of them are woken.", DefaultValueFactory = _ => 100_000 };
        var command = new Command("known", "Resident memory of a process that knows many positions and has some of them awake.") { known, active };
        command.SetAction((parsed, _) =>
        {
            var positions = Math.Clamp(parsed.GetValue(known), 2_000, 1_000_000);
            return KnownStudy.RunAsync(positions, Math.Clamp(parsed.GetValue(active), 1, positions));
        });
        return command;
    }

    /// <summary>The process that <c>known</c> starts.</summary>
    public static Command KnownAwake()
    {
        var connection = new Argument<string>("connection");
        var known = new Argument<int>("positions");
        var active = new Argument<int>("active");
        var command = new Command(KnownStudy.ChildCommand) { connection, known, active };
        command.Hidden = true;
        command.SetAction(async (parsed, _) =>
        {
            await KnownStudy.RunAwakeAsync(parsed.GetValue(connection)!, parsed.GetValue(known), parsed.GetValue(active));
            return 0;
        });
        return command;
    }

    /// <summary>The process that <c>live</c> starts.</summary>
    public static Command LiveReads()
    {
        var address = new Argument<string>("address");
        var key = new Argument<string>("key-file");
        var positions = new Argument<int>("positions");
        var seconds = new Argument<int>("seconds");
        var command = new Command(Studies.LiveReads.ChildCommand) { address, key, positions, seconds };
        command.Hidden = true;
        command.SetAction(async (parsed, _) =>
        {
            await Studies.LiveReads.RunAsync(parsed.GetValue(address)!, parsed.GetValue(key)!, parsed.GetValue(positions), TimeSpan.FromSeconds(parsed.GetValue(seconds)));
            return 0;
        });
        return command;
    }

    private static Command Positions(string name, string summary, int positions, Func<int, TimeSpan, ParseResult, Task> run)
    {
        var count = new Option<int>("--positions") { Description = "How many positions, 2,000 to 1,000,000.", DefaultValueFactory = _ => positions };
        var seconds = new Option<int>("--seconds") { Description = "How long it is measured where that matters, 1 to 600.", DefaultValueFactory = _ => 10 };
        var command = new Command(name, summary) { count, seconds };
        command.SetAction(async (parsed, _) =>
        {
            await run(Math.Clamp(parsed.GetValue(count), 2_000, 1_000_000), TimeSpan.FromSeconds(Math.Clamp(parsed.GetValue(seconds), 1, 600)), parsed);
            return 0;
        });
        return command;
    }
}

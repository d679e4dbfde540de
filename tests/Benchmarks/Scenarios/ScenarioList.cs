using Sync.Benchmarks.Load;

namespace Sync.Benchmarks.Scenarios;

/// <summary>Every scenario, in the order of running.</summary>
internal static class ScenarioList
{
    private static readonly ImmutableArray<string> Everyone = ["copy", "noop", "ours", "sql-set", "akka", "adonet"];
    private static readonly ImmutableArray<string> Ours = ["ours"];
    private static readonly CallShape FiveHundred = new(500, 1);

    public static ImmutableArray<Scenario> All { get; } =
    [
        new("batch", "calls of 500 updates over 20,000 positions", FiveHundred, 16, KeyLaw.Uniform, Everyone),
        new("batch-zipf", "the same by a Zipf law", FiveHundred, 16, KeyLaw.Zipf, ["ours", "sql-set", "akka", "adonet"]) { Aside = true },
        new("bulk", "calls of 10 positions with 50 updates each", new CallShape(10, 50), 16, KeyLaw.Uniform, ["copy", "noop", "ours", "sql-set", "akka", "adonet"]),
        new("single", "1,024 calls of one update in flight; times at 5,000 offered a second", CallShape.Single, 1_024, KeyLaw.Uniform, ["noop", "ours", "sql-set", "akka", "adonet"]) { OfferedPerSecond = 5_000 },
        new("single-zipf", "the same by a Zipf law", CallShape.Single, 1_024, KeyLaw.Zipf, ["ours", "sql-set", "akka", "adonet"]) { Aside = true, OfferedPerSecond = 5_000 },
        new("hot-batch", "calls of 500 updates of one position", new CallShape(1, 500), 4, static _ => KeyLaw.One, ["noop", "ours", "sql-set", "akka", "adonet"]),
        new("hot-single", "100 callers with one update of one position each", CallShape.Single, 100, static _ => KeyLaw.One, ["noop", "ours", "sql-set", "akka", "adonet"]),
        new("http-batch", "POST /v1/updates, 500 updates a request", FiveHundred, 16, KeyLaw.Uniform, Ours) { Http = true },
        new("http-single", "POST /v1/updates, one update a request", CallShape.Single, 128, KeyLaw.Uniform, Ours) { Http = true },
        new("embedded-batch", "calls of 500 updates, journal on SQLite", FiveHundred, 16, KeyLaw.Uniform, Ours) { Embedded = true },
    ];

    public static Scenario Find(string name) => All.First(scenario => scenario.Name == name);
}

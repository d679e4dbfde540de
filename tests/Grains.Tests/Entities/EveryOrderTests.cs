using Sync.Contracts;
using Sync.Grains.Tests.Fakes;
using static Sync.Grains.Tests.Entities.CounterWorld;

namespace Sync.Grains.Tests.Entities;

/// <summary>Submit interleaves (ADR 2): every order of calls, commits, reads, failures and reloads, tried one by one.</summary>
public sealed class EveryOrderTests
{
    public static TheoryData<string, int> Scenarios => new()
    {
        { "pipeline", 3 },
        { "refusals", 2 },
        { "duplicates", 2 },
        { "memory", 1 },
        { "history", 1 },
    };

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Nobody_is_told_a_lie(string scenario, int failures)
    {
        var (history, calls) = Of(scenario);
        var runs = Choices.Try(choices =>
        {
            var world = new CounterWorld(snapshotEvery: 50);
            if (history.Length > 0) world.Receipts(history);
            new EveryOrder(world, calls, choices, failures).Run();
        });
        TestContext.Current.TestOutputHelper!.WriteLine($"{runs} orders");
        Assert.True(runs > 100, $"only {runs} orders were tried");
    }

    private static (Update[] History, Update[][] Calls) Of(string scenario) => scenario switch
    {
        "pipeline" => ([], [[Add("a")], [Add("b"), Add("c")], [Add("d")], [Take("e", 4)]]),
        "refusals" => ([], [[Add("a", 2)], [Take("b", 2)], [Take("c", 1)]]),
        "duplicates" => ([], [[Add("a")], [Add("a"), Take("b", 5)], [Add("a")], [Take("c", 1), Add("a")]]),
        "memory" => (HistoryTests.Batch("h", 70), [[Add("a"), Add("h0")], [Add("b")], [Add("h1"), Add("b")]]),
        "history" => (HistoryTests.Batch("h", 70), [[Add("a")], [Undo("u", "h0"), Add("b")], [Undo("v", "c")], [Add("c")]]),
        _ => throw new ArgumentOutOfRangeException(nameof(scenario)),
    };
}

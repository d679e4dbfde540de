using Sync.Grains.Tests.Fakes;

namespace Sync.Journal.Tests.Orders;

/// <summary>The real writers, their queues and sessions over a store that answers as it is told: every order of appends, answers, failures, waiting and
/// stopping, tried one by one.</summary>
public sealed class EveryWriterOrderTests
{
    public static TheoryData<string> Scenarios => new("one session", "two sessions of one entity", "other entities", "a full queue", "too late", "stop",
        "two writers, few records", "two writers, many records", "two writers, one hangs", "two writers, stop");

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Nobody_is_told_a_lie_and_everybody_is_told_once(string scenario)
    {
        var runs = Choices.Try(choices => Of(scenario, choices).Run());
        TestContext.Current.TestOutputHelper!.WriteLine($"{runs} orders");
        Assert.True(runs > 100, $"only {runs} orders were tried");
    }

    // Letters are entities; each text is a session, and its digits are the sizes of its appends.
    private static WriterOrder Of(string scenario, Choices choices) => scenario switch
    {
        "one session" => new(choices, ["a1212"], failures: 2),
        "two sessions of one entity" => new(choices, ["a121", "a12"], failures: 1),
        "other entities" => new(choices, ["a11", "b12", "a1"], failures: 1),
        "a full queue" => new(choices, ["a22", "b22"], failures: 1) { QueueLimit = 3 },
        "too late" => new(choices, ["a11", "b11"], failures: 1) { MayWait = true },
        "stop" => new(choices, ["a12", "b1"], failures: 1) { MayStop = true },
        "two writers, few records" => new(choices, ["a11", "b1", "a1"], failures: 1) { Writers = 2 },
        "two writers, many records" => new(choices, ["a11", "b1", "a1"], failures: 1) { Writers = 2, Few = 1 },
        "two writers, one hangs" => new(choices, ["a11", "b11"], failures: 1) { Writers = 2, MayHang = true },
        "two writers, stop" => new(choices, ["a12", "b1"], failures: 1) { Writers = 2, Few = 1, MayStop = true },
        _ => throw new ArgumentOutOfRangeException(nameof(scenario)),
    };
}

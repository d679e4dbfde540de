using Sync.Grains.Telemetry;

namespace Sync.Grains.Tests.Telemetry;

/// <summary>A gauge by name has as many series as it may, whatever the names are.</summary>
public sealed class GaugeSetTests
{
    private readonly GaugeSet _set = new("plant", 3, static (a, b) => a + b);

    [Fact]
    public void Every_name_has_its_value_as_long_as_there_are_few()
    {
        Set(("A", 1), ("B", 0), ("C", 2));
        Assert.Equal([("C", 2), ("A", 1), ("B", 0)], Told());
    }

    [Fact]
    public void Where_there_are_more_the_greatest_keep_their_names_and_nothing_is_left_out_of_the_sum()
    {
        Set([.. Enumerable.Range(1, 500).Select(static n => ($"P{n:000}", (double)n))]);
        Assert.Equal([("P500", 500), ("P499", 499), ("P498", 498), (GaugeSet.Other, Enumerable.Range(1, 497).Sum())], Told());
    }

    [Fact]
    public void A_name_that_is_gone_is_not_told_any_more()
    {
        Set(("A", 1));
        Set(("B", 2));
        Assert.Equal([("B", 2)], Told());
        _set.Clear();
        Assert.Empty(Told());
    }

    [Fact]
    public void The_lag_of_many_is_the_longest()
    {
        var lag = new GaugeSet("subscription", 1, Math.Max);
        lag.Set([new("a", 5), new("b", 3), new("c", 4)]);
        Assert.Equal([5, 4], lag.Values.Select(static v => v.Value));
    }

    private void Set(params (string Name, double Value)[] values) => _set.Set(values.Select(static v => KeyValuePair.Create(v.Name, v.Value)));

    private IEnumerable<(string Name, double Value)> Told() => _set.Values.Select(static v => ((string)v.Tags[0].Value!, v.Value));
}

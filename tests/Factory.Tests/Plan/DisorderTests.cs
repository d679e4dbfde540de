using Sync.Factory.Plan;

namespace Sync.Factory.Tests.Plan;

public sealed class DisorderTests
{
    private readonly List<PlanStep> _steps = [.. FactoryPlan.Steps(7, 1, 500).Take(12_000)];
    private readonly List<Outgoing> _leaving;

    public DisorderTests() => _leaving = [.. Disorder.Of(_steps, Seeded.For(7, 1, "disorder"))];

    [Fact]
    public void Every_step_leaves_once_and_in_another_order()
    {
        var first = _leaving.Where(o => !o.Again).Select(o => o.Step).ToList();

        Assert.Equal(first.Count, first.Distinct().Count());
        Assert.InRange(first.Count, _steps.Count - 100, _steps.Count);
        Assert.NotEqual(_steps.Take(first.Count), first);
    }

    [Fact]
    public void Some_leave_again_at_once_and_some_much_later()
    {
        var at = _leaving.Index().Where(o => !o.Item.Again).ToDictionary(o => o.Item.Step, o => o.Index);
        var distances = _leaving.Index().Where(o => o.Item.Again).Select(o => o.Index - at[o.Item.Step]).ToArray();

        Assert.All(distances, d => Assert.True(d > 0));
        Assert.InRange(distances.Count(d => d < 400), _steps.Count * 0.02, _steps.Count * 0.04);
        Assert.InRange(distances.Count(d => d >= 400), _steps.Count * 0.01, _steps.Count * 0.03);
    }

    [Fact]
    public void A_request_is_not_repeated_at_once()
    {
        var at = _leaving.Index().Where(o => !o.Item.Again).ToDictionary(o => o.Item.Step, o => o.Index);

        Assert.All(
            _leaving.Index().Where(o => o.Item is { Again: true, Step: PlanStep.Say say } && Disorder.IsRequest(say)),
            o => Assert.True(o.Index - at[o.Item.Step] >= 400));
    }
}

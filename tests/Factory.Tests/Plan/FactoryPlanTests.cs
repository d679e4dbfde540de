using System.Text;
using Sync.Factory.Plan;

namespace Sync.Factory.Tests.Plan;

public sealed class FactoryPlanTests
{
    private const int Many = 15_000;
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 7, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_same_seed_gives_the_same_events_in_the_same_order() => Assert.Equal(Leaving(7, 1), Leaving(7, 1));

    [Fact]
    public void Another_seed_gives_another_factory() => Assert.NotEqual(Leaving(7, 1), Leaving(8, 1));

    [Fact]
    public void No_id_is_used_twice_in_a_run_or_in_two()
    {
        var ids = Says(7, 1).Concat(Says(7, 2)).Concat(Says(8, 3)).Select(s => s.Ref).ToArray();

        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    [Fact]
    public void Every_kind_of_event_happens()
    {
        var says = Says(7, 1).ToArray();

        string[] expected =
        [
            "stock.received", "stock.issued", "stock.transferred", "stock.status-changed", "stock.counted", "stock.count-posted", "stock.adjusted",
            "stock.reversed", "stock.reserve", "stock.release", "stock.teleported",
        ];
        Assert.Equal(expected.Order(), says.Select(s => s.Type).Distinct().Order());
        Assert.Equal(
            ["Adjustment", "CustomerReturn", "ProductionConsume", "ProductionOutput", "Receipt", "Reversal", "Scrap", "Ship", "StatusChange", "Transfer"],
            says.SelectMany(s => s.Meant.AllMoves).Select(m => m.Movement).Distinct().Order());
        Assert.Equal([Sources.Erp, Sources.Mes, Sources.Warehouse], says.Select(s => s.Ref.Source).Distinct().Order());
        Assert.Equal(["P100", "P200"], says.Select(s => s.Position.Plant).Distinct().Order());
        Assert.All(["CA", "PF", "GRM", "TNE", "KGM", "XYZ"], unit => Assert.Contains(says, s => s.Data.Contains($"\"unit\":\"{unit}\"")));
        Assert.Contains(says, s => s.Meant.AllMoves.Any(m => m.Account.Owner is not null));
    }

    [Fact]
    public void No_two_events_of_a_position_share_an_instant() =>
        Assert.All(Says(7, 1).GroupBy(s => s.Position), p => Assert.Equal(p.Count(), p.Select(s => s.Offset).Distinct().Count()));

    [Fact]
    public void What_is_counted_never_receives_a_transfer()
    {
        var says = Says(7, 1).ToArray();
        var counted = says.Where(s => s.Meant.Count is not null).Select(s => s.Position.ToString()).ToHashSet();

        Assert.NotEmpty(counted);
        Assert.DoesNotContain(says.Where(s => s.Type == "stock.transferred"), s => counted.Contains(s.Meant.AllMoves[1].Position));
    }

    [Fact]
    public void Some_items_are_spoken_of_before_they_are_registered()
    {
        var steps = FactoryPlan.Steps(7, 1, 500).Take(Many).ToArray();
        var registered = Array.FindIndex(steps, s => s is PlanStep.Register);
        var item = ((PlanStep.Register)steps[registered]).Item.Number;

        Assert.Contains(steps[..registered].OfType<PlanStep.Say>(), s => s.Position.Item == item);
        Assert.Contains(steps[registered..].OfType<PlanStep.Say>(), s => s.Position.Item == item);
        Assert.DoesNotContain(FactoryWorld.Items, i => i.Number == item);
    }

    [Fact]
    public void A_reversal_sometimes_overtakes_its_movement()
    {
        var seen = new HashSet<string>();
        var overtaken = 0;
        foreach (var say in Says(7, 1))
        {
            seen.Add(say.Ref.Id);
            if (say.Type != "stock.reversed") continue;
            var reversed = System.Text.Json.JsonElement.Parse(say.Data).GetProperty("reverses").GetString()!;
            if (!seen.Contains(reversed)) overtaken++;
        }

        Assert.InRange(overtaken, 1, Many / 50);
    }

    [Fact]
    public void Only_a_few_updates_can_never_be_placed() =>
        Assert.InRange(Says(7, 1).Count(s => s.Ref.Id.StartsWith("ER-") && (s.Data.Contains("XYZ") || s.Position.Location == "NOWHERE" || s.Position.Item == "FLAW-2")), 1, 12);

    [Fact]
    public void Quantities_have_at_most_three_places_and_movements_of_a_transfer_cancel_out()
    {
        foreach (var say in Says(7, 1))
        {
            Assert.All(say.Meant.AllMoves, m => Assert.Equal(m.Amount, decimal.Round(m.Amount, 3)));
            if (say.Type is "stock.transferred" or "stock.status-changed") Assert.Equal(0, say.Meant.AllMoves.Sum(m => m.Amount));
        }
    }

    [Fact]
    public void Times_are_local_to_the_plant()
    {
        var writer = new EventWriter(Start);
        var says = Says(7, 1).Take(500).ToArray();

        Assert.Equal(TimeSpan.FromHours(1), writer.TimeOf(says.First(s => s.Position.Plant == "P100")).Offset);
        Assert.Equal(TimeSpan.FromHours(-5), writer.TimeOf(says.First(s => s.Position.Plant == "P200")).Offset);
    }

    private static IEnumerable<PlanStep.Say> Says(long seed, int run) => FactoryPlan.Steps(seed, run, 500).Take(Many).OfType<PlanStep.Say>();

    private static string Leaving(long seed, int run)
    {
        var writer = new EventWriter(Start);
        var text = new StringBuilder();
        foreach (var outgoing in Disorder.Of(FactoryPlan.Steps(seed, run, 500), Seeded.For(seed, run, "disorder")).Take(5000))
            text.Append(outgoing.Again).AppendLine(outgoing.Step is PlanStep.Say say ? Encoding.UTF8.GetString(writer.Write(say)) : outgoing.Step.ToString());
        return text.ToString();
    }
}

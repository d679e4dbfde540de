using Sync.Factory.Books;

namespace Sync.Factory.Plan.Scenarios;

/// <summary>A balance is corrected by hand, up or down.</summary>
internal sealed class Adjustments : IScenario
{
    public int Weight => 2;

    public void Play(PlanContext c)
    {
        var s = c.Seeded;
        if (c.Ledger.Find(s, c.Plant().Id, Places.RawMaterial, 5) is not var (position, account)) return;
        decimal difference = s.Chance(0.5) ? s.Between(1, 4) : -s.Between(1, 4);
        var data = Payload.New().Quantity(difference, Catalogue.Find(position.Item).BaseUnit, "difference")
            .Text("reason", "found beside the shelf").Account(account);
        c.Ledger.Apply(position, account, difference);
        c.Say(
            Sources.Erp, c.Number("AD"), "stock.adjusted", position, data.Done(),
            new Meaning([new Move(position.ToString(), "Adjustment", account.Normalized(), difference)]));
    }
}

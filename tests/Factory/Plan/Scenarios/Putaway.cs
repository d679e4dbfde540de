namespace Sync.Factory.Plan.Scenarios;

/// <summary>The warehouse brings material to the line, or to the quality cage.</summary>
internal sealed class Putaway : IScenario
{
    public int Weight => 16;

    public void Play(PlanContext c)
    {
        var s = c.Seeded;
        var from = s.Chance(0.8) ? Places.RawMaterial : Places.ColdStore;
        if (c.Ledger.Find(s, c.Plant().Id, from, 2) is not var (position, account)) return;
        if (Amounts.SomeOf(s, Catalogue.Find(position.Item), c.Ledger.Balance(position, account)) is not { } amount) return;
        c.Transfer(Sources.Warehouse, position, account.Status is null ? Places.LineSide : Places.Quality, account, amount);
    }
}

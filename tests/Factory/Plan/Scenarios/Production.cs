using Sync.Factory.Books;

namespace Sync.Factory.Plan.Scenarios;

/// <summary>The MES confirms a work order: components leave the line, products come to stock, some scrap is left.</summary>
internal sealed class Production : IScenario
{
    public int Weight => 18;

    public void Play(PlanContext c)
    {
        var s = c.Seeded;
        var plant = c.Plant().Id;
        var order = ("wo", $"10{s.Between(10_000, 10_400)}");
        var components = s.Between(1, 4);
        for (var n = 0; n < components; n++)
            Consume(c, plant, s.Chance(0.1) ? "Scrap" : "ProductionConsume", order);
        var product = s.Pick(FactoryWorld.Finished);
        var account = new Account(product.LotManaged ? c.Number("B") : null, s.Chance(0.2) ? "Quality" : null);
        var amount = Amounts.Any(s, product);
        var position = new Position(plant, Places.FinishedGoods, product.Number);
        c.Receive(Sources.Mes, c.Number("PO"), position, account, amount, "ProductionOutput", order);
        if (account.Status is not null) c.Later(s.Between(20, 300), () => Release(c, product, position, account));
    }

    private static void Consume(PlanContext c, string plant, string movement, (string, string) order)
    {
        if (c.Ledger.Find(c.Seeded, plant, Places.LineSide, 1) is not var (position, account)) return;
        if (Amounts.SomeOf(c.Seeded, Catalogue.Find(position.Item), c.Ledger.Balance(position, account)) is not { } amount) return;
        c.Issue(Sources.Mes, c.Number("PC"), position, account, amount, movement, order);
    }

    private static void Release(PlanContext c, Item product, Position position, Account account)
    {
        if (Amounts.SomeOf(c.Seeded, product, c.Ledger.Balance(position, account)) is { } amount)
            c.ChangeStatus(Sources.Mes, position, account, Account.Available, amount);
    }
}

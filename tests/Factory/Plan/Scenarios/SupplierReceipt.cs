using Sync.Factory.Books;

namespace Sync.Factory.Plan.Scenarios;

/// <summary>A supplier delivers: free or for inspection, own or consigned. What is inspected is released or blocked later.</summary>
internal sealed class SupplierReceipt : IScenario
{
    public int Weight => 26;

    public void Play(PlanContext c)
    {
        var s = c.Seeded;
        var item = s.Pick(s.Chance(0.7) ? FactoryWorld.Parts : FactoryWorld.Bulk);
        var position = new Position(c.Plant().Id, s.Chance(0.7) ? Places.RawMaterial : Places.ColdStore, item.Number);
        var inspected = s.Chance(0.25);
        var account = new Account(
            item.LotManaged ? c.Number("L") : null, inspected ? "Quality" : null, s.Chance(0.1) ? s.Pick(FactoryWorld.Suppliers) : null);
        var amount = Amounts.Any(s, item);
        c.Receive(Sources.Warehouse, c.Number("GR"), position, account, amount, "Receipt", ("po", $"45{s.Between(10_000_000, 10_000_400)}"));
        if (inspected) c.Later(s.Between(20, 400), () => Judge(c, item, position, account));
    }

    private static void Judge(PlanContext c, Item item, Position position, Account account)
    {
        if (Amounts.SomeOf(c.Seeded, item, c.Ledger.Balance(position, account)) is not { } amount) return;
        c.ChangeStatus(Sources.Erp, position, account, c.Seeded.Chance(0.85) ? Account.Available : "Blocked", amount);
    }
}

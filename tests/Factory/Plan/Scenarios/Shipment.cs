using Sync.Factory.Books;

namespace Sync.Factory.Plan.Scenarios;

/// <summary>Products go to dispatch and leave the plant; now and then a customer sends something back.</summary>
internal sealed class Shipment : IScenario
{
    public int Weight => 10;

    public void Play(PlanContext c)
    {
        var s = c.Seeded;
        var plant = c.Plant().Id;
        if (c.Ledger.Find(s, plant, Places.FinishedGoods, 5, a => a.Status is null) is not var (position, account)) return;
        var item = Catalogue.Find(position.Item);
        if (Amounts.SomeOf(s, item, c.Ledger.Balance(position, account)) is not { } amount) return;
        c.Transfer(Sources.Warehouse, position, Places.Dispatch, account, amount);
        var delivery = ("delivery", $"80{s.Between(100_000, 100_900)}");
        c.Later(s.Between(10, 200), () => c.Issue(
            Sources.Warehouse, c.Number("GI"), position with { Location = Places.Dispatch }, account, amount, "Ship", delivery));
        if (s.Chance(0.15)) c.Later(s.Between(200, 900), () => Return(c, plant, item, account, delivery));
    }

    private static void Return(PlanContext c, string plant, Item item, Account account, (string, string) delivery) => c.Receive(
        Sources.Erp, c.Number("RT"), new Position(plant, Places.Quality, item.Number), new Account(account.Lot, "Returned"),
        new Amount(1, item.BaseUnit, 1), "CustomerReturn", delivery);
}

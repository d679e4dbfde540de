using System.Collections.Immutable;
using Sync.Factory.Books;

namespace Sync.Factory.Plan.Scenarios;

/// <summary>A position of the cold store is counted: absolute, as of an instant. Facts from before the count arrive after it, and so does an older
/// count; the ERP posts the difference.</summary>
internal sealed class StockCount : IScenario
{
    private const int MostAccounts = 20;

    public int Weight => 5;

    public void Play(PlanContext c)
    {
        var s = c.Seeded;
        if (c.Ledger.Find(s, c.Plant().Id, Places.ColdStore, 0) is not var (position, _)) return;
        var item = Catalogue.Find(position.Item);
        var older = TimeSpan.FromSeconds(s.Between(4, 9));
        Count(c, item, position, ago: default);
        if (s.Chance(0.3)) c.Later(s.Between(1, 40), () => LateReceipt(c, item, position, older));
        if (s.Chance(0.2)) c.Later(s.Between(5, 60), () => Count(c, item, position, older));
    }

    private static void Count(PlanContext c, Item item, Position position, TimeSpan ago)
    {
        var known = c.Ledger.Accounts(position);
        var complete = known.Count <= MostAccounts && c.Seeded.Chance(0.4);
        var counted = complete ? known : [.. known.Skip(known.Count > 2 ? c.Seeded.Next(known.Count - 1) : 0).Take(2)];
        var lines = counted.Select(a => new CountedAmount(a, Found(c.Seeded, c.Ledger.Balance(position, a)))).ToImmutableArray();
        var meaning = new CountMeaning(lines, complete);
        var document = c.Number("PI");
        var data = Payload.New().Lines(meaning, item.BaseUnit).Reference("count", document);
        var differences = lines.Select(l => (l.Account, Difference: l.Amount - c.Ledger.Balance(position, l.Account))).ToArray();
        if (ago == default)
            foreach (var (account, difference) in differences) c.Ledger.Apply(position, account, difference);
        var meant = new Meaning(Count: meaning with { Lines = [.. lines.Select(l => l with { Account = l.Account.Normalized() })] });
        c.Say(Sources.Warehouse, c.Number("CT"), "stock.counted", position, data.Done(), meant, ago: ago);
        if (ago == default && c.Seeded.Chance(0.5))
            foreach (var (account, difference) in differences.Where(d => d.Difference != 0)) Post(c, item, position, account, difference, document);
    }

    // The ERP's own difference posting confirms the count: it must not move anything.
    private static void Post(PlanContext c, Item item, Position position, Account account, decimal difference, string document) =>
        c.Later(c.Seeded.Between(20, 200), () => c.Say(
            Sources.Erp, c.Number("CP"), "stock.count-posted", position,
            Payload.New().Quantity(difference, item.BaseUnit, "difference").Account(account.Normalized()).Text("count", document).Done(),
            Meaning.Nothing));

    private static void LateReceipt(PlanContext c, Item item, Position position, TimeSpan ago) => c.Receive(
        Sources.Warehouse, c.Number("GR"), position, new Account(item.LotManaged ? c.Number("L") : null), Amounts.Any(c.Seeded, item), "Receipt",
        ("po", "4510000001"), ago);

    private static decimal Found(Seeded s, decimal believed)
    {
        var found = decimal.Max(0, believed);
        return s.Chance(0.6) ? found : decimal.Max(0, found + s.Between(-5, 5));
    }
}

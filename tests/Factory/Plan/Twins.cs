using Sync.Factory.Books;

namespace Sync.Factory.Plan;

/// <summary>The ERP reports every receipt of the warehouse as well, under a number of its own, some time later. The warehouse owns receipts: what the ERP
/// says of them must not move anything.</summary>
internal static class Twins
{
    private const int Late = 60;

    /// <summary>The ERP will report a receipt too.</summary>
    public static void AlsoReceived(this PlanContext c, UpdateRef receipt, Position position, string data, TimeSpan ago = default)
    {
        var number = c.Twins[receipt] = c.Number("MD");
        c.Later(c.Seeded.Between(1, Late), () => c.Say(Sources.Erp, number, "stock.received", position, data, Meaning.Nothing, ago: ago));
    }

    /// <summary>The ERP will take its own report back too, if it made one.</summary>
    public static void AlsoReversed(this PlanContext c, UpdateRef receipt, Position position, Func<string, string> data)
    {
        if (!c.Twins.TryGetValue(receipt, out var number)) return;
        c.Later(c.Seeded.Between(Late, 2 * Late), () => c.Say(Sources.Erp, c.Number("RV"), "stock.reversed", position, data(number), Meaning.Nothing));
    }
}

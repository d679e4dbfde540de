using Sync.Factory.Plan.Scenarios;

namespace Sync.Factory.Plan;

/// <summary>What the factory of a seed does in a run, step by step and without end. The same seed, run and rate give the same steps, always.</summary>
internal static class FactoryPlan
{
    private const int LateItemEvery = 300;

    /// <param name="seed">The seed.</param>
    /// <param name="run">The number of the run, from 1.</param>
    /// <param name="rate">Updates a second: how far apart the planned instants are.</param>
    public static IEnumerable<PlanStep> Steps(long seed, int run, int rate)
    {
        var context = new PlanContext(seed, run, TimeSpan.FromSeconds(1) / rate);
        IScenario[] scenarios =
        [
            new SupplierReceipt(), new Putaway(), new Production(), new Shipment(), new StockCount(), new Scenarios.Reservations(),
            new Reversals(), new Adjustments(), new Mistakes(),
        ];
        var deck = scenarios.SelectMany(s => Enumerable.Repeat(s, s.Weight)).ToArray();
        foreach (var (n, item) in FactoryWorld.LateItems(run).Index())
            context.Later(60 + (n * LateItemEvery), () => new LateItem(item).Play(context));
        while (true)
        {
            if (context.Next() is { } step) yield return step;
            else context.Seeded.Pick(deck).Play(context);
        }
    }
}

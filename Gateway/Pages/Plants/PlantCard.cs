namespace Sync.Pages.Plants;

/// <summary>A plant and how it does. Immutable.</summary>
/// <param name="Plant">The plant.</param>
/// <param name="Health">How its stock does; null while that is being read from the journal.</param>
/// <param name="Cases">How many cases are open.</param>
/// <param name="Overdue">How many of them are overdue.</param>
internal sealed record PlantCard(PlantEntry Plant, PlantHealth? Health, int Cases, int Overdue)
{
    /// <summary>A view that is this far behind is worth a word.</summary>
    private const long SlowMilliseconds = 5_000;

    /// <summary>What needs a person, worst first; empty when all is well.</summary>
    public IEnumerable<string> Worries()
    {
        if (Overdue > 0) yield return Frame.Sentences.Count(Overdue, "case is overdue", "cases are overdue");
        if (Health is null) yield return "its stock is being read from the journal";
        if (Health?.Negative > 0) yield return Frame.Sentences.Count(Health.Negative, "position is below zero", "positions are below zero");
        if (Health?.Held > 0) yield return Frame.Sentences.Count(Health.Held, "update is held", "updates are held");
        if (Plant.Waiting > 0) yield return Frame.Sentences.Count(Plant.Waiting, "position waits for master data", "positions wait for master data");
        if (Health?.Behind.Milliseconds > SlowMilliseconds) yield return $"the stock is {Frame.Sentences.Lag(Health.Behind.Milliseconds)}";
        if (Plant.TimeZone is null) yield return "the plant is not registered";
    }

    public static async Task<IReadOnlyList<PlantCard>> ReadAsync(IGrainFactory grains, Caller caller)
    {
        var plants = (await grains.GetGrain<IPlantListGrain>(0).List()).Where(p => caller.MayPlant(p.Plant.Value)).ToArray();
        var cases = (await grains.GetGrain<ICaseBoardGrain>(0).List(includeResolved: false, about: null, max: 1_000)).ToLookup(c => PlantOf(c.About), StringComparer.Ordinal);
        return await Task.WhenAll(plants.Select(async plant =>
        {
            var health = await HealthAsync(grains.GetGrain<IPlantStockGrain>(Identifiers.ToSegment(plant.Plant.Value)));
            var open = cases[plant.Plant.Value].ToArray();
            return new PlantCard(plant, health, open.Length, open.Count(c => c.Status == CaseStatus.Overdue));
        }));
    }

    /// <summary>One plant that is being read does not keep the others from the page.</summary>
    internal static async Task<PlantHealth?> HealthAsync(IPlantStockGrain stock)
    {
        try
        {
            return await stock.Health();
        }
        catch (ViewNotReadyException)
        {
            return null;
        }
    }

    private static string PlantOf(EntityKey about) => about.Kind switch
    {
        EntityKinds.Stock => Identifiers.FromSegment(about.Id.Split('/')[0]),
        EntityKinds.Plant => Identifiers.FromSegment(about.Id),
        _ => "",
    };
}

using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Grains.Stock;

/// <summary>What an explanation needs beside the records of its position.</summary>
internal static class Surroundings
{
    private const int MaxCases = 100;

    public static Task<PlantMaster?> PlantAsync(this IGrainFactory grains, StockKey position) =>
        grains.GetGrain<IPlantGrain>(Identifiers.ToSegment(position.Plant.Value)).Get();

    /// <summary>The open cases about a position, newest first.</summary>
    public static async Task<ImmutableArray<CaseView>> CasesAsync(this IGrainFactory grains, StockKey position)
    {
        var entity = position.ToEntity();
        var cases = await grains.GetGrain<ICaseBoardGrain>(0).List(includeResolved: false, entity.ToString(), MaxCases);
        return cases.RemoveAll(c => c.About != entity);
    }
}

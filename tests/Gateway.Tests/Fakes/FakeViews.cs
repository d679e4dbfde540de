using System.Collections.Immutable;

namespace Sync.Gateway.Tests.Fakes;

/// <summary>The stock of a plant: filters nothing, pages by number, remembers what was asked.</summary>
internal sealed class FakePlantStock(string plant) : IPlantStockGrain
{
    public ImmutableArray<StockRow> Rows { get; set; } = [];

    public List<PlantStockQuery> Asked { get; } = [];

    /// <summary>The call that fails, from 1.</summary>
    public int FailsAt { get; set; }

    public Task<PlantStockPage> Query(PlantStockQuery query)
    {
        Asked.Add(query);
        if (Asked.Count == FailsAt) throw new TimeoutException();
        var from = query.After is null ? 0 : int.Parse(query.After, System.Globalization.CultureInfo.InvariantCulture);
        var to = Math.Min(from + query.Max, Rows.Length);
        var next = to < Rows.Length ? to.ToString(System.Globalization.CultureInfo.InvariantCulture) : null;
        return Task.FromResult(new PlantStockPage(PlantId.Parse(Identifiers.FromSegment(plant)), Rows[from..to], next, Rows.Length, new ViewLag(12, DateTimeOffset.UnixEpoch)));
    }

    public Task Offer(FeedPage page) => throw new NotSupportedException();
}

internal sealed class FakeCaseBoard : ICaseBoardGrain
{
    public ImmutableArray<CaseView> Cases { get; set; } = [];

    public (bool IncludeResolved, string? About, int Max) Asked { get; private set; }

    public Task<ImmutableArray<CaseView>> List(bool includeResolved, string? about, int max)
    {
        Asked = (includeResolved, about, max);
        return Task.FromResult(Cases);
    }

    public Task Offer(FeedPage page) => throw new NotSupportedException();
}

internal sealed class FakeLane(int lane) : ILaneGrain
{
    public string? LastError { get; set; }

    public Task<LaneStatus> Ensure() => Task.FromResult(new LaneStatus(lane, new FeedPosition(0, 5, 1), new FeedPosition(0, 7, 2), 30, LastError));

    public Task Refresh(FeedDirectory directory) => throw new NotSupportedException();
}

using System.Collections.Immutable;

namespace Sync.Gateway.Tests.Fakes;

/// <summary>An entity whose state the test sets.</summary>
internal abstract class FakeEntity : IEntityGrain
{
    public ImmutableArray<JournalRecord> Records { get; set; } = [];

    public ImmutableArray<HeldUpdate> Parked { get; set; } = [];

    public Task<ImmutableArray<Receipt>> Submit(ImmutableArray<Update> updates) => throw new NotSupportedException("the gateway submits by the router");

    public Task<ImmutableArray<JournalRecord>> History(long? before, int max) =>
        Task.FromResult<ImmutableArray<JournalRecord>>([.. Records.Where(r => before is null || r.Version < before).OrderByDescending(r => r.Version).Take(max)]);

    public Task<ImmutableArray<HeldUpdate>> Held() => Task.FromResult(Parked);
}

internal sealed class FakeStock : FakeEntity, IStockGrain
{
    public StockPosition? Position { get; set; }

    public Task<StockPosition?> Get(long? atLeast) => Task.FromResult(Position is { } p && p.Version >= (atLeast ?? 0) ? p : null);
}

internal sealed class FakeItem : FakeEntity, IItemGrain
{
    public ItemMaster? Master { get; set; }

    public Task<ItemMaster?> Get() => Task.FromResult(Master);
}

internal sealed class FakePlant : FakeEntity, IPlantGrain
{
    public PlantMaster? Master { get; set; }

    public Task<PlantMaster?> Get() => Task.FromResult(Master);
}

internal sealed class FakeCase : FakeEntity, ICaseGrain
{
    public CaseView? View { get; set; }

    public Task<CaseView?> Get() => Task.FromResult(View);
}

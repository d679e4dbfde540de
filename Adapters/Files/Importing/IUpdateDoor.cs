using System.Collections.Immutable;

namespace Sync.Adapters;

/// <summary>Where the adapters of files give their updates.</summary>
internal interface IUpdateDoor
{
    /// <summary>Submits updates of an adapter; one receipt each, in order.</summary>
    Task<ImmutableArray<Receipt>> SubmitAsync(string adapter, ImmutableArray<Update> updates, CancellationToken cancellation);

    /// <summary>When the account was last counted; null when it was not, or is at zero and so not shown.</summary>
    Task<DateTimeOffset?> CountedAtAsync(EntityKey position, StockAccount account);

    /// <summary>Empties the next positions that a complete snapshot left out.</summary>
    Task<SnapshotPage> CloseAsync(StockSnapshot snapshot, string? after);
}

/// <summary>The router of the system itself.</summary>
internal sealed class RouterDoor(IGrainFactory grains) : IUpdateDoor
{
    public Task<ImmutableArray<Receipt>> SubmitAsync(string adapter, ImmutableArray<Update> updates, CancellationToken cancellation) => grains.GetGrain<IUpdateRouterGrain>(0).Submit(updates);

    public Task<SnapshotPage> CloseAsync(StockSnapshot snapshot, string? after) =>
        grains.GetGrain<IStockSnapshotGrain>(Identifiers.ToSegment(snapshot.Plant.Value)).Close(snapshot, after);

    public async Task<DateTimeOffset?> CountedAtAsync(EntityKey position, StockAccount account)
    {
        var known = await grains.GetGrain<IStockGrain>(GrainId.Create(position.Kind, position.Id)).Get(null);
        return known?.Accounts.FirstOrDefault(a => a.Account == account)?.CountedAt;
    }
}

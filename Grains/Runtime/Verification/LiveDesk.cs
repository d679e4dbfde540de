using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Grains.Verification;

/// <summary>Asks the running system what it believes of an entity.</summary>
internal sealed class LiveDesk(IGrainFactory grains)
{
    /// <param name="entity">The entity.</param>
    /// <param name="wake">Also where it is not in memory: then it is loaded.</param>
    public async Task<LiveSums?> ReadAsync(EntityKey entity, bool wake)
    {
        if (entity.Kind != EntityKinds.Stock) return null;
        var grain = grains.GetGrain<IStockGrain>(entity.Id);
        if (!wake && await grains.GetGrain<IManagementGrain>(0).GetActivationAddress(grain) is null) return null;
        return await grain.Get(null) is { } position
            ? new LiveSums(position.Version, [.. position.Accounts.Select(static a => new AccountSum(a.Account.ToString(), 0, a.Balance))])
            : null;
    }
}

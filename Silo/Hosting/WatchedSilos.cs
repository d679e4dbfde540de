using Orleans.Messaging;

namespace Sync.Silo.Hosting;

/// <summary>The list of silos that serve clients, as the database has it, with an eye on those that leave it. One reader at a time.</summary>
internal sealed class WatchedSilos(IGatewayListProvider silos, SiloLosses losses) : IGatewayListProvider
{
    private HashSet<Uri> _known = [];

    public TimeSpan MaxStaleness => silos.MaxStaleness;

    [Obsolete("The engine does not ask any more.")]
    public bool IsUpdatable => true;

    public Task InitializeGatewayListProvider() => silos.InitializeGatewayListProvider();

    public async Task<IList<Uri>> GetGateways()
    {
        var found = await silos.GetGateways();
        if (!_known.IsSubsetOf(found)) _ = losses.TellSoonAsync();
        _known = [.. found];
        return found;
    }
}

using Orleans.Messaging;

namespace Sync.Silo.Hosting;

/// <summary>The list of silos that serve clients, as the database has it, with an eye on those that leave it. One reader at a time.</summary>
internal sealed class WatchedSilos(IGatewayListProvider silos, SiloLosses losses) : IGatewayListProvider
{
    /// <summary>What a silo that leaves in peace still has time to answer; and the new list is in use by then.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(250);

    private HashSet<Uri> _known = [];

    public TimeSpan MaxStaleness => silos.MaxStaleness;

    [Obsolete("The engine does not ask any more.")]
    public bool IsUpdatable => true;

    public Task InitializeGatewayListProvider() => silos.InitializeGatewayListProvider();

    public async Task<IList<Uri>> GetGateways()
    {
        var found = await silos.GetGateways();
        if (!_known.IsSubsetOf(found)) _ = TellAsync();
        _known = [.. found];
        return found;
    }

    private async Task TellAsync()
    {
        await Task.Delay(Grace);
        losses.Tell();
    }
}

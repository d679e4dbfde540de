using Microsoft.Extensions.Hosting;

namespace Sync.Gateway.Access;

/// <summary>Puts the hash of this gateway's operator key among the keys that the cluster stores: every gateway knows it then. It ends everywhere
/// else when it is deleted like any other key.</summary>
internal sealed partial class OperatorKeySharing(OperatorKey key, IGrainFactory grains, IOptions<GatewayOptions> options, TimeProvider clock, ILogger<OperatorKeySharing> log)
    : BackgroundService
{
    private const string Prefix = "operator-";
    private const int ShownDigits = 12;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>True: a key of this name is an operator's.</summary>
    public static bool IsOperator(string name) => name.StartsWith(Prefix, StringComparison.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.ShareOperatorKey) return;
        var hash = Convert.ToHexStringLower(key.Hash);
        var name = Prefix + hash[..ShownDigits];
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var access = grains.GetGrain<IAccessGrain>(0);
                if ((await access.List()).Any(entry => entry.Hash == hash)) return;
                await access.Put(new ApiKeyEntry(name, hash, Scopes.All, [], Instants.Truncate(clock.GetUtcNow())));
                LogShared(log, name);
                return;
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // There is no silo yet, or no database; or another gateway wrote at the same time.
                LogLater(log, e);
                await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(4111, LogLevel.Information, "The other gateways know this one's operator key, as {Name}")]
    private static partial void LogShared(ILogger log, string name);

    [LoggerMessage(4112, LogLevel.Debug, "The operator key is not known to the other gateways yet")]
    private static partial void LogLater(ILogger log, Exception failure);
}

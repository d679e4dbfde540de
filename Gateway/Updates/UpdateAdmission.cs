using System.Threading.RateLimiting;

namespace Sync.Gateway.Updates;

/// <summary>Bounds what the updates under way hold in memory: calls are let in by their size, the rest waits, more than that is told to come again. Thread-safe.</summary>
internal sealed class UpdateAdmission(IOptions<GatewayOptions> options) : IDisposable
{
    private const int Unit = 1024;

    private readonly int _permits = (int)(options.Value.UpdateBytesInFlight / Unit);
    private readonly ConcurrencyLimiter _limiter = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = (int)(options.Value.UpdateBytesInFlight / Unit),
        QueueLimit = (int)(options.Value.UpdateBytesInFlight / Unit),
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>Waits for room. A body of unknown length counts as the largest.</summary>
    public ValueTask<RateLimitLease> EnterAsync(long? length, CancellationToken cancellationToken) =>
        _limiter.AcquireAsync(Math.Min(_permits, (int)(Math.Min(length ?? GatewayLimits.MaxBodyBytes, GatewayLimits.MaxBodyBytes) / Unit) + 1), cancellationToken);

    public void Dispose() => _limiter.Dispose();
}

using Orleans.Runtime.Providers;

namespace Sync.Grains.Streams;

/// <summary>The engine's own pauses are 10 to 20 s after one failed read of a queue, and up to 30 s after a failed delivery. Ours grow to two seconds:
/// a database that was away for a moment is not missed for half a minute. Thread-safe.</summary>
internal sealed class ShortBackoff : IQueueReaderBackoffProvider, IMessageDeliveryBackoffProvider
{
    private const int FirstMilliseconds = 50;
    private const int LongestMilliseconds = 2_000;

    public TimeSpan Next(int attempt) => TimeSpan.FromMilliseconds(Math.Min(LongestMilliseconds, FirstMilliseconds << Math.Clamp(attempt, 0, 10)));
}

namespace Sync.Gateway.Live;

/// <summary>The stock of a plant as it stands and as it moves. Singleton; thread-safe. All who watch one plant share one reader.</summary>
internal interface ILiveStock
{
    /// <summary>Follows a plant until it is cancelled. Whoever reads slowly costs nothing: what changed meanwhile comes once per position, newest state,
    /// with <see cref="LiveMessage.Behind"/> before it.</summary>
    /// <param name="plant">The plant.</param>
    /// <param name="filter">Which positions.</param>
    /// <param name="after">The newest cursor that the caller has, taken with the same filter; null to start from nothing.</param>
    /// <param name="cancellationToken">Ends the enumeration quietly.</param>
    /// <exception cref="LiveFullException">This process has as many watchers as it may; thrown by the first step.</exception>
    IAsyncEnumerable<LiveMessage> WatchAsync(PlantId plant, LiveFilter filter, LiveCursor? after, CancellationToken cancellationToken);
}

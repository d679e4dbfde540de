namespace Sync.Journal;

/// <summary>What the silos of a cluster read, and what they have agreed to write. Thread-safe.</summary>
public interface IFormatStore
{
    /// <summary>Says what a silo reads; said again while it lives.</summary>
    /// <param name="cluster">The cluster's id.</param>
    /// <param name="process">The silo, as the membership table spells it: <c>address:port@generation</c>.</param>
    /// <param name="reads">The newest version of each format.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What is agreed on. Nothing is agreed on afterwards that this silo does not read.</returns>
    Task<IReadOnlyDictionary<string, int>> AnnounceAsync(string cluster, string process, IReadOnlyDictionary<string, int> reads, CancellationToken cancellationToken = default);

    /// <summary>The lowest of what the living silos read, by name. A silo that said nothing reads version 1.</summary>
    Task<IReadOnlyDictionary<string, int>> CommonAsync(string cluster, IReadOnlyCollection<string> names, CancellationToken cancellationToken = default);

    /// <summary>Agrees on a version, for ever, if at this instant every living silo reads it.</summary>
    Task<bool> TryAgreeAsync(string cluster, string name, int version, CancellationToken cancellationToken = default);

    /// <summary>Forgets a silo that stops.</summary>
    Task LeaveAsync(string cluster, string process, CancellationToken cancellationToken = default);
}

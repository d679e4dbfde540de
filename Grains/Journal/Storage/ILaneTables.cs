using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Journal.Storage;

/// <summary>Lane positions and due work. Thread-safe but for <see cref="SaveAsync"/>, which is never called twice at a time.</summary>
internal interface ILaneTables
{
    Task<FeedPosition> ReadPositionAsync(int lane, CancellationToken cancellationToken);

    /// <summary>Saves the progress of different lanes, ordered by lane, in one transaction.</summary>
    Task SaveAsync(IReadOnlyList<LaneProgress> progress);

    Task<ImmutableArray<DueWork>> ReadDueAsync(int lane, DateTimeOffset now, int max, CancellationToken cancellationToken);

    Task RemoveDueAsync(int lane, IReadOnlyCollection<string> ids, CancellationToken cancellationToken);
}

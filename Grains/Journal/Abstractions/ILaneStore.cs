using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Journal;

/// <summary>What lanes keep: their durable position and their due work. Thread-safe.</summary>
public interface ILaneStore
{
    /// <summary>The lane's durable position; <c>default</c> when it never saved one.</summary>
    Task<FeedPosition> ReadPositionAsync(int lane, CancellationToken cancellationToken = default);

    /// <summary>Saves a position and the due work that came up to it, in one transaction. Positions never go back (the greater one stays);
    /// due work with an id that exists is ignored. Calls of many lanes are batched.</summary>
    Task SaveAsync(LaneProgress progress, CancellationToken cancellationToken = default);

    /// <summary>Due work of a lane with <c>DueAt</c> not after <paramref name="now"/>, oldest first.</summary>
    Task<ImmutableArray<DueWork>> ReadDueAsync(int lane, DateTimeOffset now, int max, CancellationToken cancellationToken = default);

    /// <summary>Removes due work that is done. Unknown ids are ignored.</summary>
    Task RemoveDueAsync(int lane, IReadOnlyCollection<string> ids, CancellationToken cancellationToken = default);
}

/// <summary>A step of a lane. Immutable.</summary>
/// <param name="Lane">The lane.</param>
/// <param name="Position">Everything up to here is done.</param>
/// <param name="Due">Due work that came up.</param>
public sealed record LaneProgress(int Lane, FeedPosition Position, ImmutableArray<DueWork> Due);

/// <summary>Something to be done at an instant. Immutable.</summary>
/// <param name="Id">Stable: the command's message id.</param>
/// <param name="DueAt">When, UTC.</param>
/// <param name="Target">The entity that gets the command.</param>
/// <param name="Command">The update as JSON text (see <c>UpdateJson</c>).</param>
public sealed record DueWork(string Id, DateTimeOffset DueAt, EntityKey Target, string Command);

namespace Sync.Grains.Entities;

/// <summary>Work that takes turns on a scheduler: an entity's own, or the one that the runtime gives its activation.</summary>
internal static class TurnsExtensions
{
    /// <summary>Does something in a turn of its own.</summary>
    public static Task StartAsync(this TaskScheduler turns, Action work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, turns);

    /// <summary>Starts work in a turn of its own; what comes after its awaits has a turn, too.</summary>
    public static Task StartAsync(this TaskScheduler turns, Func<Task> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, turns).Unwrap();
}

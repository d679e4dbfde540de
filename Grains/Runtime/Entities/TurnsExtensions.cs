namespace Sync.Grains.Entities;

/// <summary>Work that takes turns on the scheduler of an entity.</summary>
internal static class TurnsExtensions
{
    /// <summary>Starts work in a turn of its own; what comes after its awaits has a turn, too.</summary>
    public static Task StartAsync(this TaskScheduler turns, Func<Task> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, turns).Unwrap();
}

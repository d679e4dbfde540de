using Sync.Contracts;
using Sync.Journal;

namespace Sync.Grains.Verification;

/// <summary>The part of a pass that is walked in one second: so many entities, and no longer than it may.</summary>
internal sealed class VerifyStretch(IAuditStore audit, VerifyOptions options, TimeProvider clock)
{
    private TimeSpan Limit => TimeSpan.FromMilliseconds(options.MillisecondsPerSecond);

    /// <summary>Goes on where the walk has come.</summary>
    /// <param name="walk">The pass.</param>
    /// <param name="verify">Verifies one entity.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <returns>True when the walk has come to its end.</returns>
    public async Task<bool> WalkAsync(VerifyWalk walk, Func<EntityKey, Task> verify, CancellationToken stop)
    {
        var began = clock.GetTimestamp();
        var entities = await audit.ListAsync(walk.After, options.EntitiesPerSecond, stop);
        for (var i = 0; i < entities.Length; i++)
        {
            await verify(entities[i]);
            walk.After = entities[i].ToString();
            if (clock.GetElapsedTime(began) >= Limit && i < entities.Length - 1) return false;
        }

        return entities.Length < options.EntitiesPerSecond;
    }
}

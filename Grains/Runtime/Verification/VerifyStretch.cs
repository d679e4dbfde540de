using Sync.Contracts;
using Sync.Journal;

namespace Sync.Grains.Verification;

/// <summary>The part of a pass that is walked in one second: so many entities, and no longer than it may.</summary>
internal sealed class VerifyStretch(IAuditStore audit, VerifyOptions options, TimeProvider clock)
{
    private const int Page = 100;

    private TimeSpan Limit => TimeSpan.FromMilliseconds(options.MillisecondsPerSecond);

    /// <summary>Goes on where the walk has come.</summary>
    /// <param name="walk">The pass.</param>
    /// <param name="verify">Verifies one entity.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <returns>True when the walk has come to its end.</returns>
    public async Task<bool> WalkAsync(VerifyWalk walk, Func<EntityKey, Task> verify, CancellationToken stop)
    {
        var began = clock.GetTimestamp();
        for (var left = options.EntitiesPerSecond; left > 0;)
        {
            var size = Math.Min(left, Page);
            var entities = await audit.ListAsync(walk.After, size, stop);
            foreach (var entity in entities)
            {
                await verify(entity);
                walk.After = entity.ToString();
                if (clock.GetElapsedTime(began) >= Limit) return false;
            }

            if (entities.Length < size) return true;
            left -= size;
        }

        return false;
    }
}

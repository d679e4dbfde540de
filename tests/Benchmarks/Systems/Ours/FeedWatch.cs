using System.Diagnostics;

namespace Sync.Benchmarks.Systems.Ours;

/// <summary>Sees how far the feed is behind the journal.</summary>
internal sealed class FeedWatch(IGrainFactory grains)
{
    private const int Lanes = 64;
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Seconds until every lane has read and handled what is in the journal now.</summary>
    public async Task<double> CatchUpAsync()
    {
        var started = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(Poll);
        while (Stopwatch.GetElapsedTime(started) < Patience)
        {
            var lanes = await Task.WhenAll(Enumerable.Range(0, Lanes).Select(lane => grains.GetGrain<ILaneGrain>(lane).Ensure()));
            if (lanes.All(lane => lane.Position >= lane.Head)) return Stopwatch.GetElapsedTime(started).TotalSeconds;
            await timer.WaitForNextTickAsync();
        }

        throw new Load.WrongResultException($"the feed did not catch up in {Patience.TotalSeconds:N0} s");
    }
}

namespace Sync.Grains.Feed;

/// <summary>Keeps who follows the feed from turning for every commit: under load, records that come close together are taken together. The first after a
/// pause is taken at once. Used on one scheduler.</summary>
/// <param name="milliseconds">The least time from one turn that took something to the next.</param>
/// <param name="page">The most that one turn takes.</param>
/// <param name="clock">Measures it.</param>
internal sealed class FeedPace(int milliseconds, int page, TimeProvider clock)
{
    private long _tookAt;
    private bool _took;

    /// <summary>Notes a turn. A full page has waited long enough.</summary>
    public void OnTaken(int records)
    {
        _took = records > 0 && records < page;
        _tookAt = clock.GetTimestamp();
    }

    /// <summary>Completes at once after a turn that took nothing, else when the next one is due.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        if (!_took) return;
        var left = TimeSpan.FromMilliseconds(milliseconds) - clock.GetElapsedTime(_tookAt);
        if (left > TimeSpan.Zero) await Task.Delay(left, clock, cancellationToken);
    }
}

namespace Sync.Grains.Feed;

/// <summary>Keeps a lane from turning for every commit: under load, records that come close together are taken together. Used on one scheduler.</summary>
internal sealed class LanePace(FeedOptions options, TimeProvider clock)
{
    private long _tookAt;
    private bool _took;

    /// <summary>Notes a turn. A full page has waited long enough.</summary>
    public void OnTaken(int records)
    {
        _took = records > 0 && records < options.PageRecords;
        _tookAt = clock.GetTimestamp();
    }

    /// <summary>Completes at once after a turn that took nothing, else when the next one is due.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        if (!_took) return;
        var left = TimeSpan.FromMilliseconds(options.TurnMilliseconds) - clock.GetElapsedTime(_tookAt);
        if (left > TimeSpan.Zero) await Task.Delay(left, clock, cancellationToken);
    }
}

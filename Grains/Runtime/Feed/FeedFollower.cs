using Sync.Contracts;

namespace Sync.Grains.Feed;

/// <summary>Keeps one consumer joined to every lane: takes pages that join on, and reads gaps from the journal until none is left.
/// Used on one scheduler.</summary>
internal sealed class FeedFollower(
    FeedHub hub, ChangeFilter filter, TimeProvider clock, Action<int, FeedRecord> take, Func<bool> hasRoom, CancellationToken stopped)
{
    private const int Page = 500;
    private const ConfigureAwaitOptions Quietly = ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext;

    /// <summary>How long to wait for this process's scan when the lane, elsewhere, is ahead of it.</summary>
    private static readonly TimeSpan BehindLane = TimeSpan.FromMilliseconds(20);

    private readonly FeedPosition[] _taken = new FeedPosition[hub.LaneCount];
    private readonly FeedPosition[] _wanted = new FeedPosition[hub.LaneCount];
    private readonly ulong _mark = filter.Mark();
    private DateTimeOffset? _gapSince;
    private bool _begun;
    private bool _catchingUp;

    /// <summary>Up to where each lane has been taken.</summary>
    public ReadOnlySpan<FeedPosition> Taken => _taken;

    /// <summary>The newest failure to read a gap; null when the last read went well.</summary>
    public string? LastError { get; private set; }

    /// <summary>Begins a lane where the consumer had come. Whatever the journal has beyond is a gap, also when no lane says so:
    /// what was offered before is not offered again.</summary>
    public void StartAt(int lane, FeedPosition position) => _taken[lane] = position;

    /// <summary>Begins with a consumer that has everything up to a position that was the newest.</summary>
    public void StartAt(FeedPosition head)
    {
        Array.Fill(_taken, head);
        _begun = true;
    }

    public void Offer(FeedPage page)
    {
        if (page.UpTo <= _taken[page.Lane]) return;
        if (page.Filter != _mark || page.After > _taken[page.Lane] || _wanted[page.Lane] > _taken[page.Lane] || !hasRoom())
        {
            if (page.UpTo > _wanted[page.Lane]) _wanted[page.Lane] = page.UpTo;
            _gapSince ??= clock.GetUtcNow();
            CatchUp();
            return;
        }

        TakeAll(page.Lane, page.Records.AsSpan(), page.UpTo);
    }

    /// <summary>Reads gaps as far as there is room. Call it again when there is room.</summary>
    public void CatchUp()
    {
        if (!_catchingUp && IsReading) _ = CatchUpAsync();
    }

    /// <summary>True when every gap that is known has been read.</summary>
    public bool HasGaps
    {
        get
        {
            if (!_begun) return true;
            for (var lane = 0; lane < _taken.Length; lane++)
                if (_wanted[lane] > _taken[lane]) return true;
            return false;
        }
    }

    /// <summary>True when there is no gap, and none that this process could not see: of what was not taken it knows that it is there.</summary>
    public bool IsJoined
    {
        get
        {
            if (HasGaps) return false;
            for (var lane = 0; lane < _taken.Length; lane++)
                if (hub.KnownFrom(lane) > _taken[lane]) return false;
            return true;
        }
    }

    /// <summary>When the oldest record was recorded that concerns the consumer, that this process knows of, and that was not taken.</summary>
    public DateTimeOffset? OldestMissing()
    {
        DateTimeOffset? oldest = null;
        for (var lane = 0; lane < _taken.Length; lane++)
            if (hub.OldestAfter(lane, _taken[lane], filter) is { } at && (oldest is null || at < oldest)) oldest = at;
        return oldest;
    }

    /// <summary>How far the consumer is behind the journal, as far as this process can tell: a record that it knows of and that was not taken, a gap of
    /// which the records are not known yet, or a scan that has not looked for too long.</summary>
    public ViewLag Lag()
    {
        var now = clock.GetUtcNow();
        var oldest = OldestMissing();
        if (oldest is null || _gapSince < oldest) oldest = _gapSince;
        var asOf = oldest < hub.AsOf ? oldest.Value : hub.AsOf;
        var behind = now - hub.AsOf > hub.Slack ? now - asOf : now - oldest ?? TimeSpan.Zero;
        return new ViewLag(Math.Max(0, (long)behind.TotalMilliseconds), asOf);
    }

    private bool IsReading => !stopped.IsCancellationRequested && HasGaps && (!_begun || hasRoom());

    private async Task CatchUpAsync()
    {
        _catchingUp = true;
        for (var failures = 0; IsReading;)
        {
            try
            {
                if (!_begun) await BeginAsync();
                for (var lane = 0; lane < _taken.Length; lane++) await CatchUpAsync(lane);
                LastError = null;
                failures = 0;
            }
            catch (Exception e)
            {
                LastError = e.Message;
                await Task.Delay(Backoff(++failures), clock, stopped).ConfigureAwait(Quietly);
            }
        }

        _catchingUp = false;
        if (!HasGaps) _gapSince = null;
    }

    private async Task BeginAsync()
    {
        var head = await hub.JournalHeadAsync(stopped);
        for (var lane = 0; lane < _wanted.Length; lane++)
            if (head > _wanted[lane]) _wanted[lane] = head;
        _begun = true;
    }

    private async Task CatchUpAsync(int lane)
    {
        while (_wanted[lane] > _taken[lane] && hasRoom() && !stopped.IsCancellationRequested)
        {
            var from = _taken[lane];
            var slice = await hub.ReadAsync(lane, from, Page, stopped);
            if (slice.UpTo > from) TakeAll(lane, slice.Records.AsSpan(), slice.UpTo);
            else await Task.Delay(BehindLane, clock, stopped);
        }
    }

    private void TakeAll(int lane, ReadOnlySpan<FeedRecord> records, FeedPosition upTo)
    {
        foreach (var record in records)
            if (record.Position > _taken[lane] && filter.Matches(record.Record.Entity)) take(lane, record);
        if (upTo > _taken[lane]) _taken[lane] = upTo;
    }

    private static TimeSpan Backoff(int failures) => TimeSpan.FromMilliseconds(Math.Min(5_000, 100 * Math.Pow(2, Math.Min(failures, 6))));
}

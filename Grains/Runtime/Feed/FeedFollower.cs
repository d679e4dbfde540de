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

    /// <summary>True when there is no gap, and none that this process could not see: what was not taken is in its memory.</summary>
    public bool IsJoined
    {
        get
        {
            if (HasGaps) return false;
            for (var lane = 0; lane < _taken.Length; lane++)
                if (hub.From(lane) > _taken[lane]) return false;
            return true;
        }
    }

    /// <summary>The oldest record that concerns the consumer, that this process has in memory, and that was not taken.</summary>
    public JournalRecord? OldestMissing()
    {
        JournalRecord? oldest = null;
        for (var lane = 0; lane < _taken.Length; lane++)
        {
            var record = hub.FirstAfter(lane, _taken[lane], filter);
            if (record is not null && (oldest is null || record.RecordedAt < oldest.RecordedAt)) oldest = record;
        }

        return oldest;
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

using Sync.Contracts;

namespace Sync.Grains.Feed;

/// <summary>Keeps one consumer joined to every lane: takes pages that join on, and reads gaps from the journal. Used on one scheduler.</summary>
internal sealed class FeedFollower(FeedHub hub, ChangeFilter filter, TimeProvider clock, Action<int, FeedRecord> take, Func<bool> hasRoom)
{
    private const int Page = 500;

    /// <summary>How long to wait for this process's scan when the lane, elsewhere, is ahead of it.</summary>
    private static readonly TimeSpan BehindLane = TimeSpan.FromMilliseconds(20);

    private readonly FeedPosition[] _taken = new FeedPosition[hub.LaneCount];
    private readonly FeedPosition[] _wanted = new FeedPosition[hub.LaneCount];
    private bool _catchingUp;

    /// <summary>Up to where each lane has been taken.</summary>
    public ReadOnlySpan<FeedPosition> Taken => _taken;

    /// <summary>True while a gap is being read.</summary>
    public bool IsCatchingUp => _catchingUp;

    /// <summary>The newest failure to read a gap; null when the last read went well.</summary>
    public string? LastError { get; private set; }

    public void StartAt(int lane, FeedPosition position) => _taken[lane] = position;

    public void StartAt(FeedPosition position) => Array.Fill(_taken, position);

    public void Offer(FeedPage page)
    {
        if (page.UpTo <= _taken[page.Lane]) return;
        if (page.After > _taken[page.Lane] || _wanted[page.Lane] > _taken[page.Lane] || !hasRoom())
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
        if (!_catchingUp) _ = CatchUpAsync();
    }

    /// <summary>True when every gap that is known has been read.</summary>
    public bool IsJoined
    {
        get
        {
            for (var lane = 0; lane < _taken.Length; lane++)
                if (_wanted[lane] > _taken[lane]) return false;
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

    private async Task CatchUpAsync()
    {
        _catchingUp = true;
        try
        {
            for (var lane = 0; lane < _taken.Length; lane++)
            {
                while (_wanted[lane] > _taken[lane] && hasRoom())
                {
                    var from = _taken[lane];
                    var slice = await hub.ReadAsync(lane, from, Page);
                    if (_taken[lane] != from) continue;
                    if (slice.UpTo > from) TakeAll(lane, slice.Records.AsSpan(), slice.UpTo);
                    else await Task.Delay(BehindLane, clock);
                }
            }

            LastError = null;
        }
        catch (Exception e)
        {
            LastError = e.Message;
        }
        finally
        {
            _catchingUp = false;
        }
    }

    private void TakeAll(int lane, ReadOnlySpan<FeedRecord> records, FeedPosition upTo)
    {
        foreach (var record in records)
            if (record.Position > _taken[lane] && filter.Matches(record.Record.Entity)) take(lane, record);
        _taken[lane] = upTo;
    }
}

using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Journal;

namespace Sync.Grains.Tests.Fakes;

/// <summary>The feed of the fake journal: a transaction a record.</summary>
internal sealed partial class FakeJournal : IFeedStore
{
    private readonly List<FeedRecord> _feed = [];
    private TaskCompletionSource _commit = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Everything durable, in commit order.</summary>
    public IReadOnlyList<FeedRecord> Feed => _feed;

    /// <summary>Only the first so many records are below the horizon; null: all.</summary>
    public int? Horizon { get; set; }

    public async Task<FeedSlice> ReadAsync(FeedPosition after, int max, CancellationToken cancellationToken = default)
    {
        var records = Visible.Where(r => r.Position > after).Take(max).ToImmutableArray();
        var slice = new FeedSlice(records, records.IsEmpty ? after : records[^1].Position);
        await CallAsync("scan-feed");
        return slice;
    }

    public async Task<FeedSlice> ReadLaneAsync(int lane, FeedPosition after, int max, CancellationToken cancellationToken = default)
    {
        // No further than the lane's own newest record: more is not promised.
        var records = Visible.Where(r => r.Position > after && r.Record.Entity.Lane(lanes) == lane).Take(max).ToImmutableArray();
        var slice = new FeedSlice(records, records.IsEmpty ? after : records[^1].Position);
        await CallAsync("read-lane");
        return slice;
    }

    public async Task<FeedPosition> HeadAsync(CancellationToken cancellationToken = default)
    {
        var head = Visible.LastOrDefault()?.Position ?? default;
        await CallAsync("head");
        return head;
    }

    /// <summary>Waits for the next commit and for no time-out: where the feed must not rely on commits, the test announces one.</summary>
    public async Task WaitForCommitAsync(TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        var commit = _commit;
        await using var registration = cancellationToken.Register(() => commit.TrySetCanceled(cancellationToken));
        await commit.Task;
    }

    /// <summary>Wakes whoever waits for a commit.</summary>
    public void Announce()
    {
        var commit = _commit;
        _commit = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        commit.TrySetResult();
    }

    private IEnumerable<FeedRecord> Visible => _feed.Take(Horizon ?? _feed.Count);

    private void Publish(JournalRecord record) => _feed.Add(new FeedRecord(new FeedPosition(1, 100 + _feed.Count, 0), record));
}

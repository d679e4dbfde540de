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
        var slice = Slice(Visible.Where(r => r.Position > after), after, max);
        await CallAsync("scan-feed");
        return slice;
    }

    public async Task<FeedSlice> ReadLaneAsync(int lane, FeedPosition after, int max, CancellationToken cancellationToken = default)
    {
        var slice = Slice(Visible.Where(r => r.Position > after && r.Record.Entity.Lane(lanes) == lane), after, max);
        await CallAsync("read-lane");
        return slice;
    }

    public async Task<FeedPosition> HeadAsync(CancellationToken cancellationToken = default)
    {
        var head = Visible.LastOrDefault()?.Position ?? default;
        await CallAsync("head");
        return head;
    }

    public Task WaitForCommitAsync(TimeSpan timeout, CancellationToken cancellationToken = default) => _commit.Task.WaitAsync(cancellationToken);

    /// <summary>Wakes whoever waits for a commit.</summary>
    public void Announce()
    {
        var commit = _commit;
        _commit = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        commit.TrySetResult();
    }

    private IEnumerable<FeedRecord> Visible => _feed.Take(Horizon ?? _feed.Count);

    private FeedSlice Slice(IEnumerable<FeedRecord> matching, FeedPosition after, int max)
    {
        var records = matching.Take(max).ToImmutableArray();
        var head = Visible.LastOrDefault()?.Position ?? default;
        return new FeedSlice(records, records.Length == max ? records[^1].Position : head > after ? head : after);
    }

    private void Publish(JournalRecord record) => _feed.Add(new FeedRecord(new FeedPosition(1, 100 + _feed.Count, 0), record));
}

using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Journal;

namespace Sync.Grains.Feed;

/// <summary>The newest records of one lane in memory. Guarded by its owner's lock.</summary>
internal sealed class LaneBuffer
{
    private readonly Queue<FeedRecord> _records = new();
    private TaskCompletionSource? _waiting;

    /// <summary>Everything after this position, up to what was scanned, is in the buffer.</summary>
    public FeedPosition From { get; set; }

    public FeedPosition Last { get; private set; }

    public void Add(FeedRecord record)
    {
        _records.Enqueue(record);
        Last = record.Position;
        _waiting?.TrySetResult();
        _waiting = null;
    }

    /// <summary>Drops the oldest record, which is the one at this position.</summary>
    public void DropOldest() => From = _records.Dequeue().Position;

    public FeedSlice Read(FeedPosition after, int max, FeedPosition scanned)
    {
        var records = ImmutableArray.CreateBuilder<FeedRecord>();
        foreach (var record in _records)
        {
            if (record.Position <= after) continue;
            records.Add(record);
            if (records.Count == max) return new FeedSlice(records.DrainToImmutable(), record.Position);
        }

        return new FeedSlice(records.DrainToImmutable(), scanned > after ? scanned : after);
    }

    public FeedRecord? FirstAfter(FeedPosition after, ChangeFilter filter)
    {
        if (Last <= after) return null;
        foreach (var record in _records)
            if (record.Position > after && filter.Matches(record.Record.Entity)) return record;
        return null;
    }

    public Task WhenMovedBeyond(FeedPosition after)
    {
        if (Last > after) return Task.CompletedTask;
        _waiting ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _waiting.Task;
    }
}

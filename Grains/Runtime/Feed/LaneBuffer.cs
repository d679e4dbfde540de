using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Sync.Contracts;
using Sync.Journal;

namespace Sync.Grains.Feed;

/// <summary>The newest records of one lane in memory. Guarded by its owner's lock.</summary>
internal sealed class LaneBuffer
{
    private readonly List<FeedRecord> _records = [];
    private readonly List<LaneMark> _marks = [];
    private int _first;
    private TaskCompletionSource? _waiting;

    /// <summary>Everything after this position, up to what was scanned, is in the buffer.</summary>
    public FeedPosition From { get; set; }

    public FeedPosition Last { get; private set; }

    /// <summary>True when every reader with a mark has come to the oldest record.</summary>
    public bool IsOldestTaken
    {
        get
        {
            var oldest = _records[_first].Position;
            foreach (var mark in _marks)
                if (mark.Position < oldest) return false;
            return true;
        }
    }

    public LaneMark Mark(Lock owner, FeedPosition position)
    {
        var mark = new LaneMark(owner, _marks, position);
        _marks.Add(mark);
        return mark;
    }

    public void Add(FeedRecord record)
    {
        _records.Add(record);
        Last = record.Position;
        _waiting?.TrySetResult();
        _waiting = null;
    }

    /// <summary>Drops the oldest record, which is the one at this position.</summary>
    public void DropOldest()
    {
        From = _records[_first].Position;
        _records[_first++] = null!;
        if (_first < _records.Count / 2) return;
        _records.RemoveRange(0, _first);
        _first = 0;
    }

    public FeedSlice Read(FeedPosition after, int max, FeedPosition scanned)
    {
        var from = IndexAfter(after);
        var count = Math.Min(max, _records.Count - from);
        var records = ImmutableArray.Create(CollectionsMarshal.AsSpan(_records).Slice(from, count));
        if (count == max) return new FeedSlice(records, records[^1].Position);
        return new FeedSlice(records, scanned > after ? scanned : after);
    }

    public FeedRecord? FirstAfter(FeedPosition after, ChangeFilter filter)
    {
        for (var i = IndexAfter(after); i < _records.Count; i++)
            if (filter.Matches(_records[i].Record.Entity)) return _records[i];
        return null;
    }

    // Positions ascend.
    private int IndexAfter(FeedPosition after)
    {
        var (low, high) = (_first, _records.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_records[middle].Position <= after) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    public Task WhenMovedBeyond(FeedPosition after)
    {
        if (Last > after) return Task.CompletedTask;
        _waiting ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _waiting.Task;
    }
}

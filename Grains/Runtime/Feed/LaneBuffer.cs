using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Sync.Contracts;
using Sync.Journal;

namespace Sync.Grains.Feed;

/// <summary>The newest records of one lane in memory, as long as somebody may take them from here; and for a little longer that they were there. Guarded by its
/// owner's lock.</summary>
internal sealed class LaneBuffer
{
    private readonly Trail<FeedRecord> _records = new();
    private readonly Trail<Trace> _traces = new();
    private readonly List<LaneMark> _marks = [];
    private TaskCompletionSource? _waiting;

    /// <summary>Everything after this position, up to what was scanned, is in the buffer.</summary>
    public FeedPosition From { get; private set; }

    /// <summary>Of everything after this position, up to what was scanned, it is known that it was there.</summary>
    public FeedPosition KnownFrom { get; private set; }

    public FeedPosition Last { get; private set; }

    /// <summary>True when every reader with a mark has come to the oldest record.</summary>
    public bool IsOldestTaken
    {
        get
        {
            var oldest = _records[0].Position;
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

    public void StartAt(FeedPosition position) => From = KnownFrom = position;

    public void Add(FeedRecord record)
    {
        _records.Add(record);
        _traces.Add(new Trace(record.Position, record.Record.Entity, record.Record.RecordedAt));
        Last = record.Position;
        _waiting?.TrySetResult();
        _waiting = null;
    }

    /// <summary>Drops the oldest record, of which it stays known that it was there.</summary>
    public void DropOldest()
    {
        From = _records[0].Position;
        _records.DropFirst();
    }

    /// <summary>Forgets the oldest that it knows of, which is no longer in the buffer.</summary>
    public void ForgetOldest()
    {
        KnownFrom = _traces[0].Position;
        _traces.DropFirst();
    }

    public FeedSlice Read(FeedPosition after, int max, FeedPosition scanned)
    {
        var from = _records.IndexAfter(after, static record => record.Position);
        var count = Math.Min(max, _records.Count - from);
        var records = ImmutableArray.Create(_records.AsSpan().Slice(from, count));
        if (count == max) return new FeedSlice(records, records[^1].Position);
        return new FeedSlice(records, scanned > after ? scanned : after);
    }

    /// <summary>When the oldest record was recorded that is after a position and passes the filter; null when none is known.</summary>
    public DateTimeOffset? OldestAfter(FeedPosition after, ChangeFilter filter)
    {
        for (var i = _traces.IndexAfter(after, static trace => trace.Position); i < _traces.Count; i++)
            if (filter.Matches(_traces[i].Entity)) return _traces[i].RecordedAt;
        return null;
    }

    public Task WhenMovedBeyond(FeedPosition after)
    {
        if (Last > after) return Task.CompletedTask;
        _waiting ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _waiting.Task;
    }

    private readonly record struct Trace(FeedPosition Position, EntityKey Entity, DateTimeOffset RecordedAt);

    /// <summary>A list in the order of the feed that grows at one end and loses at the other.</summary>
    private sealed class Trail<T>
    {
        private readonly List<T> _items = [];
        private int _first;

        public int Count => _items.Count - _first;

        public T this[int index] => _items[_first + index];

        public void Add(T item) => _items.Add(item);

        public ReadOnlySpan<T> AsSpan() => CollectionsMarshal.AsSpan(_items)[_first..];

        public void DropFirst()
        {
            _items[_first++] = default!;
            if (_first < _items.Count / 2) return;
            _items.RemoveRange(0, _first);
            _first = 0;
        }

        public int IndexAfter(FeedPosition after, Func<T, FeedPosition> position)
        {
            var (low, high) = (0, Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (position(this[middle]) <= after) low = middle + 1;
                else high = middle;
            }

            return low;
        }
    }
}

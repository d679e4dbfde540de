using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Journal.Sqlite;

/// <summary>The newest records that this process has committed, as one run of consecutive positions, so that the feed need not read them back.
/// Nothing rests on a record being here: what the run does not begin with is read from the file. Thread-safe.</summary>
/// <param name="limit">The number of records that are kept.</param>
internal sealed class RecentRun(int limit)
{
    private readonly Lock _gate = new();
    private readonly List<FeedRecord> _records = [];
    private int _first;

    /// <summary>Takes the records of a commit, in order. Where they do not join on, somebody else has written: the run begins anew.</summary>
    public void Add(List<FeedRecord> records)
    {
        if (records.Count == 0) return;
        lock (_gate)
        {
            if (_first < _records.Count && records[0].Position.Transaction != _records[^1].Position.Transaction + 1) Clear();
            _records.AddRange(records);
            DropFirst(_records.Count - _first - limit);
        }
    }

    /// <summary>Nobody knows what became of a commit.</summary>
    public void Forget()
    {
        lock (_gate) Clear();
    }

    /// <summary>Records after a position, oldest first; forgets those up to it. Empty where the run does not join on to the position.</summary>
    public ImmutableArray<FeedRecord> TakeAfter(FeedPosition after, int max)
    {
        lock (_gate)
        {
            if (_first == _records.Count) return [];
            var passed = after.Transaction + 1 - _records[_first].Position.Transaction;
            if (passed < 0 || passed >= _records.Count - _first) return [];
            DropFirst((int)passed);
            return [.. _records.GetRange(_first, Math.Min(max, _records.Count - _first))];
        }
    }

    private void DropFirst(int count)
    {
        if (count <= 0) return;
        for (var i = 0; i < count; i++) _records[_first++] = null!;
        if (_first < _records.Count / 2) return;
        _records.RemoveRange(0, _first);
        _first = 0;
    }

    private void Clear()
    {
        _records.Clear();
        _first = 0;
    }
}

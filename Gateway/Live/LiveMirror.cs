namespace Sync.Gateway.Live;

/// <summary>The rows of one life of a plant's view, as this process has read them. Whoever watches is a number in it, so that a slow watcher
/// needs no memory. Thread-safe.</summary>
internal sealed class LiveMirror(string epoch)
{
    private readonly Lock _lock = new();
    private readonly ChangeOrder<StockKey, LiveRow> _rows = new();
    private ViewLag _lag = new(0, default);
    private ViewCursor _upTo = new(epoch, 0);

    public string Epoch => epoch;

    /// <summary>True when everything that there was has been read once.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Of changes up to here it is not known what the rows were before.</summary>
    public long Start { get; private set; }

    /// <summary>The cursor for the next question to the view.</summary>
    public ViewCursor UpTo
    {
        get
        {
            lock (_lock) return _upTo;
        }
    }

    public ViewLag Lag
    {
        get
        {
            lock (_lock) return _lag;
        }
    }

    public int Total
    {
        get
        {
            lock (_lock) return _rows.Count;
        }
    }

    /// <summary>Takes an answer of the view.</summary>
    public void Take(PlantStockChanges changes)
    {
        lock (_lock)
        {
            foreach (var (number, row) in changes.Rows) _rows.Set(row.Key, new LiveRow(row, IsWhole ? _rows.Find(row.Key)?.Had ?? 0 : 0), number);
            _upTo = changes.UpTo;
            _lag = changes.Behind;
            if (IsWhole || changes.UpTo.Number < changes.Head) return;
            (IsWhole, Start) = (true, changes.UpTo.Number);
        }
    }

    /// <summary>A part of what changed after a number, each position once; and which rows were outdated before anybody took them.</summary>
    public LivePiece Read(long after)
    {
        var (rows, outdated) = (new List<(long Number, LiveRow Row)>(), new List<LiveRow>());
        lock (_lock)
        {
            var upTo = _rows.Read(after, LiveLimits.Chunk, rows, outdated);
            return new LivePiece(rows, outdated, Math.Max(upTo, after), upTo < _rows.Head);
        }
    }

    public long Head
    {
        get
        {
            lock (_lock) return _rows.Head;
        }
    }
}

/// <summary>What a watcher reads at once.</summary>
internal sealed record LivePiece(List<(long Number, LiveRow Row)> Rows, List<LiveRow> Outdated, long UpTo, bool HasMore);

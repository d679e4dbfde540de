namespace Sync.Gateway.Live;

/// <summary>One watcher's way through the mirrors of a plant. Not thread-safe.</summary>
internal sealed class LiveReader(LiveFilter filter, LiveCursor? after)
{
    private LiveCursor? _cursor = after;
    private string? _epoch;
    private long _target;
    private bool _isSnapshot;
    private bool _isReady;
    private bool _isSecondLap;
    private bool _isUnsure;

    public LiveCursor? Cursor => _epoch is null ? null : _cursor;

    /// <summary>Reads the next part.</summary>
    /// <param name="mirror">The newest mirror.</param>
    /// <param name="messages">Gets what the watcher is to be told.</param>
    /// <returns>True when there is more to read at once.</returns>
    public bool Read(LiveMirror mirror, List<LiveMessage> messages)
    {
        if (_epoch != mirror.Epoch) Enter(mirror, messages);
        var piece = mirror.Read(_cursor!.Value.Number);
        var cursor = new LiveCursor(mirror.Epoch, piece.UpTo);
        Tell(piece, cursor, messages);
        _cursor = cursor;
        if (_isReady || piece.UpTo < _target) return piece.HasMore;

        // What moved while it was read has been passed over. One more lap, not more: a slow watcher of a fast plant would never be done.
        if (piece.HasMore && !_isSecondLap)
        {
            (_isSecondLap, _target) = (true, mirror.Head);
            return true;
        }

        _isReady = true;
        messages.Add(new LiveMessage.Ready(cursor));
        return piece.HasMore;
    }

    private void Enter(LiveMirror mirror, List<LiveMessage> messages)
    {
        _epoch = mirror.Epoch;
        _target = mirror.Head;
        (_isReady, _isSecondLap) = (false, false);
        _isSnapshot = _cursor is not { } known || known.Epoch != mirror.Epoch || known.Number > _target;
        if (!_isSnapshot)
        {
            _isUnsure = filter.Status is not null && _cursor!.Value.Number < mirror.Start;
            return;
        }

        messages.Add(new LiveMessage.Begin(_cursor is not null, mirror.Total));
        _cursor = new LiveCursor(mirror.Epoch, 0);
        _isUnsure = false;
    }

    private void Tell(LivePiece piece, LiveCursor cursor, List<LiveMessage> messages)
    {
        List<LiveRow> rows = [.. piece.Rows.Where(r => filter.Fits(r.Row.Row)).Select(r => r.Row)];
        if (_isSnapshot && !_isReady)
        {
            if (rows.Count > 0) messages.Add(new LiveMessage.Snapshot(rows, cursor));
            return;
        }

        List<StockKey> removed = filter.Status is null ? [] : [.. piece.Rows.Where(r => IsRemoved(r.Row)).Select(r => r.Row.Row.Key)];
        var merged = _isReady ? piece.Outdated.Count(r => filter.Fits(r.Row)) : 0;
        if (merged > 0) messages.Add(new LiveMessage.Behind(merged));
        if (rows.Count > 0 || removed.Count > 0) messages.Add(new LiveMessage.Changed(rows, removed, cursor));
    }

    private bool IsRemoved(LiveRow row) => !filter.Fits(row.Row) && (filter.Fitted(row) || (_isUnsure && filter.Concerns(row.Row.Key)));
}

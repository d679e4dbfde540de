namespace Sync.Gateway.Live;

/// <summary>What a watcher is told. Starting from nothing: Begin, Snapshot..., Ready, then Changed... for ever. Resuming: Changed..., Ready, Changed...
/// When the view was restarted in between: Begin again, at any time. Immutable, thread-safe.</summary>
internal abstract record LiveMessage
{
    private LiveMessage()
    {
    }

    /// <summary>Forget all rows: a snapshot follows.</summary>
    /// <param name="Restarted">True when the watcher had rows of a view that is gone.</param>
    /// <param name="Total">Positions of the plant, whatever the filter.</param>
    public sealed record Begin(bool Restarted, int Total) : LiveMessage;

    /// <summary>A part of the snapshot.</summary>
    /// <param name="Rows">Positions that fit, at most <see cref="LiveLimits.Chunk"/>.</param>
    /// <param name="Cursor">Everything up to here has been told.</param>
    public sealed record Snapshot(IReadOnlyList<LiveRow> Rows, LiveCursor Cursor) : LiveMessage;

    /// <summary>The watcher has everything that there was when it came.</summary>
    /// <param name="Cursor">Everything up to here has been told.</param>
    public sealed record Ready(LiveCursor Cursor) : LiveMessage;

    /// <summary>Positions changed, or are new.</summary>
    /// <param name="Rows">Positions that fit, each once, newest state, in the order of the changes, at most <see cref="LiveLimits.Chunk"/>.</param>
    /// <param name="Removed">Positions that fit no longer; may name one that the watcher never had.</param>
    /// <param name="Cursor">Everything up to here has been told.</param>
    public sealed record Changed(IReadOnlyList<LiveRow> Rows, IReadOnlyList<StockKey> Removed, LiveCursor Cursor) : LiveMessage;

    /// <summary>The watcher was slower than the plant: of the positions that follow only the newest state is told.</summary>
    /// <param name="Merged">How many changes are left out, at least.</param>
    public sealed record Behind(int Merged) : LiveMessage;

    /// <summary>The plant's view does not answer: what the watcher has stands, and may be old. Resumed ends it.</summary>
    /// <param name="Reason">What to tell a person.</param>
    public sealed record Stalled(Refusal Reason) : LiveMessage;

    /// <summary>The plant's view answers again. What came in between follows.</summary>
    /// <param name="Cursor">Everything up to here has been told.</param>
    public sealed record Resumed(LiveCursor? Cursor) : LiveMessage;

    /// <summary>Still there, each 15 s.</summary>
    /// <param name="Lag">How far the view is behind the journal, as it said last; null while it does not answer.</param>
    /// <param name="Cursor">Everything up to here has been told; null before the first snapshot began.</param>
    public sealed record Ping(ViewLag? Lag, LiveCursor? Cursor) : LiveMessage;
}

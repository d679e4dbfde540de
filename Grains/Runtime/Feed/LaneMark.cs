using Sync.Contracts;

namespace Sync.Grains.Feed;

/// <summary>How far a reader of a lane has come: what it has not taken waits for it in memory, for a while. Thread-safe.</summary>
internal sealed class LaneMark(Lock owner, List<LaneMark> all, FeedPosition position) : IDisposable
{
    /// <summary>Read under the owner's lock.</summary>
    public FeedPosition Position { get; private set; } = position;

    /// <summary>Notes that the reader has come to a position.</summary>
    public void Take(FeedPosition upTo)
    {
        lock (owner) Position = upTo;
    }

    public void Dispose()
    {
        lock (owner) all.Remove(this);
    }
}

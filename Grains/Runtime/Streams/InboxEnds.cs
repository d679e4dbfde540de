using System.Collections.Concurrent;
using Sync.Journal;

namespace Sync.Grains.Streams;

/// <summary>How far the queues reach: one read for all of them, however many are asked about. What was published in this process is known at once.
/// Thread-safe.</summary>
internal sealed class InboxEnds(IInboxStore store, StreamOptions options, TimeProvider clock)
{
    private readonly ConcurrentDictionary<int, long> _ends = [];
    private readonly Lock _gate = new();
    private Task _reading = Task.CompletedTask;
    private long? _readAt;

    public void Saw(int queue, long offset) => _ends.AddOrUpdate(queue, offset, (_, known) => Math.Max(known, offset));

    /// <summary>True when the queue has something after an offset.</summary>
    public async ValueTask<bool> ReachAsync(int queue, long after)
    {
        if (_ends.GetValueOrDefault(queue) > after) return true;
        await RefreshAsync();
        return _ends.GetValueOrDefault(queue) > after;
    }

    private Task RefreshAsync()
    {
        lock (_gate)
        {
            if (!_reading.IsCompleted) return _reading;
            if (_readAt is { } at && clock.GetElapsedTime(at).TotalMilliseconds < options.PollMilliseconds) return Task.CompletedTask;
            _readAt = clock.GetTimestamp();
            return _reading = ReadAsync();
        }
    }

    private async Task ReadAsync()
    {
        foreach (var (queue, last) in await store.ReadEndsAsync()) Saw(queue, last);
    }
}

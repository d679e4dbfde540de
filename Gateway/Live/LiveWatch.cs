namespace Sync.Gateway.Live;

/// <summary>One watcher: what it is told next, and when. Not thread-safe.</summary>
internal sealed class LiveWatch(LivePlant live, LiveReader reader, LiveInstruments instruments, TimeProvider clock)
{
    private readonly List<LiveMessage> _messages = [];
    private Task? _next;
    private Task? _ping;
    private Refusal? _stalled;
    private bool _hasMore;

    /// <summary>Waits until there is something to tell; nothing when it is cancelled. The list is used again by the next call.</summary>
    public async Task<IReadOnlyList<LiveMessage>> NextAsync(CancellationToken cancellationToken)
    {
        _messages.Clear();
        _ping ??= Task.Delay(LiveLimits.Ping, clock, cancellationToken);
        while (!cancellationToken.IsCancellationRequested)
        {
            if (_next is not null && !_hasMore) await Task.WhenAny(_next, _ping);
            var now = live.Now;
            _next = now.Next;
            Read(now);
            if (_ping.IsCompletedSuccessfully) Ping(now, cancellationToken);
            if (_messages.Count > 0) break;
        }

        return _messages;
    }

    private void Read(LiveNow now)
    {
        if (now.Stalled is { } reason && reason != _stalled) _messages.Add(new LiveMessage.Stalled(reason));
        else if (now.Stalled is null && _stalled is not null) _messages.Add(new LiveMessage.Resumed(reader.Cursor));
        _stalled = now.Stalled;
        _hasMore = now.Mirror is { } mirror && reader.Read(mirror, _messages);
        foreach (var message in _messages)
            if (message is LiveMessage.Behind behind) instruments.OnMerged(behind.Merged);
    }

    private void Ping(LiveNow now, CancellationToken cancellationToken)
    {
        _ping = Task.Delay(LiveLimits.Ping, clock, cancellationToken);
        if (now.Stalled is null && now.Mirror is { } mirror) _messages.Add(new LiveMessage.Ping(mirror.Lag, reader.Cursor));
        else _messages.Add(new LiveMessage.Ping(null, reader.Cursor));
    }
}

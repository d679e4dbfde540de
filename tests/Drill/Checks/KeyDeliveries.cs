namespace Sync.Drill.Checks;

/// <summary>What arrived of one key. Thread-safe.</summary>
internal sealed class KeyDeliveries
{
    private readonly Lock _lock = new();
    private readonly Dictionary<long, (string Cause, string Content)> _changes = [];
    private long _newest;

    /// <summary>Arrivals of a change that was there.</summary>
    public int Repeated { get; private set; }

    /// <summary>Changes that arrived for the first time after a newer one.</summary>
    public int OutOfOrder { get; private set; }

    /// <summary>Arrivals with other content than the same change had before.</summary>
    public int Mismatched { get; private set; }

    public int Count
    {
        get
        {
            lock (_lock) return _changes.Count;
        }
    }

    public void Take(long version, string cause, string content)
    {
        lock (_lock)
        {
            if (_changes.TryGetValue(version, out var known))
            {
                Repeated++;
                if (known != (cause, content)) Mismatched++;
                return;
            }

            if (version < _newest) OutOfOrder++;
            _newest = Math.Max(_newest, version);
            _changes[version] = (cause, content);
        }
    }

    public string? CauseOf(long version)
    {
        lock (_lock) return _changes.TryGetValue(version, out var known) ? known.Cause : null;
    }
}

namespace Sync.Silo.Memory;

/// <summary>Says when to clear the youngest generation ahead of the runtime. The runtime waits until hundreds of megabytes are full; under a load that comes
/// one by one that is every few seconds, and everything new that is still in use by then is moved in one long pause. Cleared often, each pause is short.</summary>
/// <remarks>A load that fills memory quickly, or has much under way, would pay for it: there the runtime is left alone. Not thread-safe.</remarks>
/// <param name="processors">Of the process. Each fills memory, and each takes its part of a pause.</param>
internal sealed class CollectionPace(int processors)
{
    /// <summary>A processor that has filled less than this has left nothing to clear.</summary>
    public const long LeastBytes = 1 << 19;

    /// <summary>A processor that fills more than this in a second is busy with throughput: about 15,000 updates a second on two of them. Beyond it the runtime's own
    /// collections come every second or two and are short where states have stopped growing; many more of them would only take time.</summary>
    public const long BusyBytes = 36 << 20;

    /// <summary>How long nobody has been busy with throughput before the next.</summary>
    public static readonly TimeSpan Calm = TimeSpan.FromSeconds(1);

    /// <summary>Between two pauses lies so many times what pauses usually take, at least. Not much more: what gathers in the meantime makes the next one longer.</summary>
    public const int Share = 3;

    /// <summary>A pause that those who wait for an answer hardly notice.</summary>
    public static readonly TimeSpan ShortPause = TimeSpan.FromMilliseconds(12);

    /// <summary>The first few take along what the runtime had left, and that once more when it is old enough: they say nothing of the next.</summary>
    public const int Settling = 4;

    /// <summary>How long the runtime is left alone where pauses are longer; twice as long each time.</summary>
    public static readonly TimeSpan ShortestRest = TimeSpan.FromSeconds(5);

    /// <summary>And at most.</summary>
    public static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(80);

    /// <summary>After so many that were short on the whole, another load is there, and what was learned of the last is forgotten.</summary>
    public const int Proven = 100;

    // One long pause may be the machine's: the newest counts for a quarter.
    private const int PauseWeight = 4;

    // After a pause everything comes at once: what counts is about a second.
    private const int LookWeight = 40;

    private MemoryReading _looked;
    private MemoryReading _cleared;
    private double _bytesPerSecond;
    private TimeSpan _usual;
    private TimeSpan _rest = ShortestRest;
    private TimeSpan _next;
    private int _times;
    private bool _wasBusy;

    /// <summary>The generation up to which the next clearing goes: 1 after throughput, which leaves hundreds of megabytes in the middle generation. The runtime would move
    /// them in one pause of a third of a second some seconds into the calm; until then every short pause looks through them.</summary>
    public int Generation => _wasBusy ? 1 : 0;

    /// <summary>True when clearing now is worth its pause. Called at every look: how much is allocated from one to the next says how busy the process is.</summary>
    public bool IsDue(MemoryReading now)
    {
        if (now.Collections != _cleared.Collections) _cleared = now;
        if (IsBusy(now))
        {
            _times = 0;
            _wasBusy = true;
            if (_next < now.At + Calm) _next = now.At + Calm;
        }

        return now.At >= _next && now.AllocatedBytes - _cleared.AllocatedBytes >= LeastBytes * processors;
    }

    /// <summary>Notes that memory was cleared, and how long everybody stood still for it.</summary>
    public void OnCleared(MemoryReading now, TimeSpan pause)
    {
        _cleared = now;
        _wasBusy = false;
        _usual = ++_times <= Settling ? TimeSpan.Zero : _usual + ((pause - _usual) / PauseWeight);
        _next = now.At + (_usual * Share);
        if (_times == Proven) _rest = ShortestRest;
        if (_usual <= ShortPause) return;

        _next = now.At + _rest;
        _rest = _rest * 2 < LongestRest ? _rest * 2 : LongestRest;
        _times = 0;
    }

    private bool IsBusy(MemoryReading now)
    {
        var seconds = (now.At - _looked.At).TotalSeconds;
        if (seconds > 0) _bytesPerSecond += (((now.AllocatedBytes - _looked.AllocatedBytes) / seconds) - _bytesPerSecond) / LookWeight;
        _looked = now;
        return _bytesPerSecond > BusyBytes * processors;
    }
}

using Sync.Domain.Kernel;
using Sync.Journal;

namespace Sync.Grains.Entities;

/// <summary>A head and the session that makes it durable. Given up as a whole when anything fails.</summary>
internal sealed class Incarnation<TState>(EntityHead<TState> head, IJournalSession session)
    where TState : class
{
    private readonly Lock _gate = new();
    private List<(long Appends, TaskCompletionSource Ended)>? _waiting;
    private long _begun;
    private long _ended;
    private volatile Exception? _unknown;

    /// <summary>The entity as far as it has been decided.</summary>
    public EntityHead<TState> Head => head;

    /// <summary>How it appends.</summary>
    public IJournalSession Session => session;

    /// <summary>True as long as the head's state has forgotten nothing.</summary>
    public bool FullHistory { get; set; }

    /// <summary>The version of the newest snapshot.</summary>
    public long SnapshotVersion { get; set; }

    /// <summary>The size of the newest snapshot that this activation took, 0 before the first.</summary>
    public int SnapshotBytes { get; set; }

    /// <summary>Why the fate of an append is not known; null where all fates are. Thread-safe.</summary>
    public Exception? Unknown
    {
        get => _unknown;
        set => _unknown = value;
    }

    /// <summary>True when every append that has begun has ended, and what it brought can be read. Thread-safe.</summary>
    public bool IsQuiet
    {
        get
        {
            lock (_gate) return _ended >= Volatile.Read(ref _begun);
        }
    }

    /// <summary>An append begins. Called in a turn.</summary>
    public void OnAppendBegun() => Volatile.Write(ref _begun, _begun + 1);

    /// <summary>An append has ended, well or not. They end in the order in which they began. Thread-safe.</summary>
    public void OnAppendEnded()
    {
        lock (_gate)
        {
            _ended++;
            if (_waiting is null) return;
            foreach (var (appends, ended) in _waiting)
                if (appends <= _ended) ended.TrySetResult();
            _waiting.RemoveAll(w => w.Appends <= _ended);
        }
    }

    /// <summary>Completes when every append so far has ended, well or not. Called in a turn.</summary>
    public Task SettledAsync()
    {
        lock (_gate)
        {
            if (_ended >= _begun) return Task.CompletedTask;
            var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            (_waiting ??= []).Add((_begun, ended));
            return ended.Task;
        }
    }
}

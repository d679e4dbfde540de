using System.Collections.Concurrent;

namespace Sync.Grains;

/// <summary>Masters of one kind that are believed for a while. Who finds none, or one that has been believed for more than half of it, takes what this
/// process has; else it is asked for again meanwhile, so under load nobody waits; those who do ask at the same time share one question. Thread-safe.</summary>
/// <param name="atHand">What this process itself has of a master, beside its turns; null: it has to be asked for. Is told what it gave before, and gives that again
/// where nothing has changed: those who keep it need not be given another.</param>
/// <param name="ask">Asks for a master; null: there is none.</param>
/// <param name="believed">How long what was found is believed.</param>
/// <param name="clock">Measures it.</param>
internal sealed class MasterCache<TKey, TMaster>(Func<TKey, TMaster?, TMaster?> atHand, Func<TKey, Task<TMaster?>> ask, TimeSpan believed, TimeProvider clock)
    where TKey : notnull
    where TMaster : class
{
    private readonly ConcurrentDictionary<TKey, Belief> _found = new();
    private readonly ConcurrentDictionary<TKey, Task<TMaster?>> _asked = new();

    /// <summary>True for an instant at which a master was found that is believed still.</summary>
    public bool IsFresh(long at) => at > long.MinValue && clock.GetElapsedTime(at) < believed;

    /// <summary>What is believed, and since when; null when it has to be asked for.</summary>
    public TMaster? Find(TKey key, out long at)
    {
        var belief = _found.GetValueOrDefault(key);
        var since = belief?.At ?? long.MinValue;
        var isFresh = IsFresh(since);
        at = isFresh ? since : long.MinValue;
        if (isFresh && clock.GetElapsedTime(at) <= believed / 2) return belief!.Master;
        var now = clock.GetTimestamp();
        if (atHand(key, belief?.Own) is { } own)
        {
            at = now;
            Keep(key, own, now, isOwn: true);
            return own;
        }

        if (!isFresh) return null;
        if (!_asked.ContainsKey(key)) AskAgain(key);
        return belief!.Master;
    }

    /// <summary>Asks, or waits with who asks already.</summary>
    /// <returns>The answer, and whether it is to a question that was asked before.</returns>
    public async Task<(TMaster? Master, bool IsShared)> AskAsync(TKey key)
    {
        var mine = new TaskCompletionSource<TMaster?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = _asked.GetOrAdd(key, mine.Task);
        if (asked != mine.Task) return (await asked, true);
        try
        {
            mine.SetResult(await AskAnewAsync(key));
        }
        catch (Exception e)
        {
            mine.SetException(e);
        }
        finally
        {
            _asked.TryRemove(key, out _);
        }

        return (await mine.Task, false);
    }

    /// <summary>Asks past those who ask already: what they get may be from before a change that the caller has made.</summary>
    public async Task<TMaster?> AskAnewAsync(TKey key)
    {
        var at = clock.GetTimestamp();
        var master = await ask(key);
        if (master is not null) Keep(key, master, at, isOwn: false);
        return master;
    }

    private void Keep(TKey key, TMaster master, long at, bool isOwn) => _found.GetOrAdd(key, static _ => new Belief()).Take(master, at, isOwn);

    // Nobody waits for it, and it is nobody's: neither the trace nor the activation of who happened to look. Where it fails, who finds nothing to believe asks and is told.
    private void AskAgain(TKey key)
    {
        using var flow = ExecutionContext.SuppressFlow();
        _ = Task.Run(() => AskAsync(key)).ContinueWith(static asked => _ = asked.Exception, TaskScheduler.Default);
    }

    /// <summary>What is believed of one master. It is written over in place: thousands are found again every few seconds, and outlive every collection of memory.</summary>
    private sealed class Belief
    {
        private readonly Lock _gate = new();
        private TMaster? _master;
        private bool _isOwn;
        private long _at = long.MinValue;

        /// <summary>Since when; never later than the master was read that is read after it.</summary>
        public long At => Volatile.Read(ref _at);

        public TMaster? Master => Volatile.Read(ref _master);

        /// <summary>The master if this process itself had it.</summary>
        public TMaster? Own
        {
            get
            {
                lock (_gate) return _isOwn ? _master : null;
            }
        }

        /// <summary>Believes an answer, but for one that was asked for earlier than what is believed.</summary>
        public void Take(TMaster master, long at, bool isOwn)
        {
            lock (_gate)
            {
                if (_at > at) return;
                _isOwn = isOwn;
                Volatile.Write(ref _master, master);
                Volatile.Write(ref _at, at);
            }
        }
    }
}

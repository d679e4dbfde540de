using System.Collections.Concurrent;

namespace Sync.Grains;

/// <summary>Masters of one kind that are believed for a while. Who finds none, or one that has been believed for more than half of it, takes what this
/// process has; else it is asked for again meanwhile, so under load nobody waits; those who do ask at the same time share one question. Thread-safe.</summary>
/// <param name="atHand">What this process itself has of a master, beside its turns; null: it has to be asked for.</param>
/// <param name="ask">Asks for a master; null: there is none.</param>
/// <param name="believed">How long what was found is believed.</param>
/// <param name="clock">Measures it.</param>
internal sealed class MasterCache<TKey, TMaster>(Func<TKey, TMaster?> atHand, Func<TKey, Task<TMaster?>> ask, TimeSpan believed, TimeProvider clock)
    where TKey : notnull
    where TMaster : class
{
    private readonly ConcurrentDictionary<TKey, (TMaster Master, long At)> _found = new();
    private readonly ConcurrentDictionary<TKey, Task<TMaster?>> _asked = new();

    /// <summary>True for an instant at which a master was found that is believed still.</summary>
    public bool IsFresh(long at) => at > long.MinValue && clock.GetElapsedTime(at) < believed;

    /// <summary>What is believed, and since when; null when it has to be asked for.</summary>
    public TMaster? Find(TKey key, out long at)
    {
        var isFresh = _found.TryGetValue(key, out var entry) && IsFresh(entry.At);
        at = isFresh ? entry.At : long.MinValue;
        if (isFresh && clock.GetElapsedTime(at) <= believed / 2) return entry.Master;
        var now = clock.GetTimestamp();
        if (atHand(key) is { } own)
        {
            at = now;
            Keep(key, own, now);
            return own;
        }

        if (!isFresh) return null;
        if (!_asked.ContainsKey(key)) AskAgain(key);
        return entry.Master;
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
        if (master is not null) Keep(key, master, at);
        return master;
    }

    // An answer that was asked for earlier does not replace one that was asked for later.
    private void Keep(TKey key, TMaster master, long at) => _found.AddOrUpdate(key, (master, at), (_, old) => old.At > at ? old : (master, at));

    // Nobody waits for it, and it is nobody's: neither the trace nor the activation of who happened to look. Where it fails, who finds nothing to believe asks and is told.
    private void AskAgain(TKey key)
    {
        using var flow = ExecutionContext.SuppressFlow();
        _ = Task.Run(() => AskAsync(key)).ContinueWith(static asked => _ = asked.Exception, TaskScheduler.Default);
    }
}

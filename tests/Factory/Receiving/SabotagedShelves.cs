using System.Collections.Concurrent;

namespace Sync.Factory.Receiving;

/// <summary>Answers, and forgets some of what it got.</summary>
internal sealed class DroppingShelf(IShelf inner) : IShelf
{
    private int _seen;

    public Task Put(Arrival arrival) => Interlocked.Increment(ref _seen) % 25 == 5 ? Task.CompletedTask : inner.Put(arrival);

    public Task PutAgain(string id) => inner.PutAgain(id);

    public Task Close() => inner.Close();
}

/// <summary>Books some arrivals a second time under another id.</summary>
internal sealed class DoublingShelf(IShelf inner) : IShelf
{
    private int _seen;

    public async Task Put(Arrival arrival)
    {
        await inner.Put(arrival);
        if (Interlocked.Increment(ref _seen) % 25 == 5) await inner.Put(arrival with { Id = arrival.Id + "-B" });
    }

    public Task PutAgain(string id) => inner.PutAgain(id);

    public Task Close() => inner.Close();
}

/// <summary>Answers an arrival without booking it, waits for the next one of the same key, and books the two in exchanged order.</summary>
internal sealed class SwappingShelf(IShelf inner) : IShelf
{
    private readonly ConcurrentDictionary<string, Arrival> _kept = new();
    private int _seen;

    public async Task Put(Arrival arrival)
    {
        if (_kept.TryRemove(arrival.Subject, out var earlier))
        {
            await inner.Put(arrival);
            await inner.Put(earlier);
        }
        else if (Interlocked.Increment(ref _seen) % 10 == 5)
        {
            _kept[arrival.Subject] = arrival;
        }
        else
        {
            await inner.Put(arrival);
        }
    }

    public Task PutAgain(string id) => inner.PutAgain(id);

    public Task Close() => inner.Close();
}

/// <summary>Answers some arrivals at once and books them only when the report has been written.</summary>
internal sealed class LateShelf(IShelf inner) : IShelf
{
    private readonly ConcurrentQueue<Arrival> _late = new();
    private int _seen;

    public Task Put(Arrival arrival)
    {
        if (Interlocked.Increment(ref _seen) % 25 != 5) return inner.Put(arrival);
        _late.Enqueue(arrival);
        return Task.CompletedTask;
    }

    public Task PutAgain(string id) => inner.PutAgain(id);

    public async Task Close()
    {
        while (_late.TryDequeue(out var arrival)) await inner.Put(arrival);
        await inner.Close();
    }
}

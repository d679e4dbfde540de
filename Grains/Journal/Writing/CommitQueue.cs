namespace Sync.Journal.Writing;

/// <summary>What waits at a <see cref="CommitDesk{T}"/> in order. Used under its gate.</summary>
internal sealed class CommitQueue<T>
    where T : Queued
{
    private readonly Queue<T> _items = new();

    /// <summary>The weight that waits.</summary>
    public int Weight { get; private set; }

    /// <summary>Who empties it now.</summary>
    public CommitTurn<T>? Holder { get; set; }

    /// <summary>True when something waits and nobody is at it.</summary>
    public bool IsReady => Holder is null && _items.Count > 0;

    public bool IsEmpty => _items.Count == 0;

    public void Add(T item)
    {
        _items.Enqueue(item);
        Weight += item.Weight;
    }

    /// <summary>Moves items of at most this weight; one that is heavier goes by itself.</summary>
    public void MoveTo(List<T> batch, int limit)
    {
        var weight = 0;
        for (var first = true; _items.TryPeek(out var next) && (first || weight + next.Weight <= limit); first = false)
        {
            batch.Add(_items.Dequeue());
            weight += next.Weight;
        }

        Weight -= weight;
    }
}

namespace Sync.Domain.Stock;

/// <summary>Keeps the newest lines of a stretch of the order of occurrence: as many as a page has, however many are offered.</summary>
/// <param name="start">The first place of the stretch.</param>
/// <param name="end">The place after the last one.</param>
/// <param name="max">Lines of a page.</param>
internal sealed class PagePicker(OccurredKey start, OccurredKey end, int max)
{
    private readonly PriorityQueue<Told, OccurredKey> _newest = new();

    /// <summary>How many lines of the stretch are before the page.</summary>
    public int Left { get; private set; }

    /// <summary>What is there before this place is not in the lines of the page.</summary>
    public OccurredKey OpensAt => _newest.TryPeek(out _, out var first) ? first : end;

    public void Offer(Told told)
    {
        if (told.Key < start || told.Key >= end || !StockEffects.IsLine(told.Event)) return;
        _newest.Enqueue(told, told.Key);
        if (_newest.Count <= max) return;
        _newest.Dequeue();
        Left++;
    }

    /// <summary>The lines in order.</summary>
    public IReadOnlyList<Told> Page() => [.. _newest.UnorderedItems.OrderBy(i => i.Priority).Select(i => i.Element)];
}

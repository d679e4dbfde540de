namespace Sync.Contracts;

/// <summary>The newest value of every key, in the order in which they changed: whoever knows a number reads what changed after it, each key once.
/// Keeps some outdated entries, never more than values, so that a change costs the same however many keys there are. Not thread-safe.</summary>
/// <typeparam name="TKey">What names a value.</typeparam>
/// <typeparam name="TValue">The value.</typeparam>
public sealed class ChangeOrder<TKey, TValue>
    where TKey : notnull
    where TValue : class
{
    private const int Spare = 1_024;

    private readonly Dictionary<TKey, Entry> _newest = [];
    private List<Entry> _log = [];

    /// <summary>The number of the newest change; 0 before the first.</summary>
    public long Head { get; private set; }

    /// <summary>How many keys there are.</summary>
    public int Count => _newest.Count;

    /// <summary>The keys, in no order.</summary>
    public IReadOnlyCollection<TKey> Keys => _newest.Keys;

    /// <summary>The newest value of a key; null when there is none.</summary>
    /// <param name="key">The key.</param>
    public TValue? Find(TKey key) => _newest.TryGetValue(key, out var entry) ? entry.Value : null;

    /// <summary>Takes a change, with the number after <see cref="Head"/>.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value after the change.</param>
    public void Set(TKey key, TValue value) => Set(key, value, Head + 1);

    /// <summary>Takes a change that was numbered elsewhere.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value after the change.</param>
    /// <param name="number">Above <see cref="Head"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not above <see cref="Head"/>.</exception>
    public void Set(TKey key, TValue value, long number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(number, Head);
        if (_newest.TryGetValue(key, out var outdated)) outdated.IsNewest = false;
        var entry = new Entry(value, number);
        _newest[key] = entry;
        _log.Add(entry);
        Head = number;
        if (_log.Count > 2 * _newest.Count + Spare) _log = [.. _log.Where(e => e.IsNewest)];
    }

    /// <summary>Reads what changed after a number, oldest change first.</summary>
    /// <param name="after">The number of the newest change that the reader has.</param>
    /// <param name="max">Values in the answer, at least 1.</param>
    /// <param name="values">Gets the values with their numbers.</param>
    /// <param name="outdated">Gets the values that a later change made outdated, as far as they are still known; null when nobody asks.</param>
    /// <returns>The number up to which everything is in the answer.</returns>
    public long Read(long after, int max, ICollection<(long Number, TValue Value)> values, ICollection<TValue>? outdated = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(max);
        var taken = 0;
        for (var i = First(after); i < _log.Count; i++)
        {
            var entry = _log[i];
            if (!entry.IsNewest) outdated?.Add(entry.Value);
            else if (taken++ < max) values.Add((entry.Number, entry.Value));
            else return _log[i - 1].Number;
        }

        return Head;
    }

    private int First(long after)
    {
        int low = 0, high = _log.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_log[middle].Number <= after) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private sealed class Entry(TValue value, long number)
    {
        public TValue Value => value;

        public long Number => number;

        public bool IsNewest { get; set; } = true;
    }
}

namespace Sync.Domain.Kernel;

/// <summary>A set of sequences as sorted ranges that do not touch: its size grows with holes, not with numbers. Beyond <see cref="Limit"/> ranges the
/// lowest is forgotten: what lies there may then be in the set or not.</summary>
internal sealed class SequenceRanges
{
    /// <summary>More than updates that one key may hold: as long as these wait for their turn, no hole is forgotten.</summary>
    public const int Limit = 1200;

    private readonly List<SequenceRange> _ranges = new(1);

    /// <summary>What lies below was forgotten; 0 when nothing was.</summary>
    public long Below { get; private set; }

    public int Count => _ranges.Count;

    public IReadOnlyList<SequenceRange> All => _ranges;

    public bool Contains(long sequence) => IndexOf(sequence) is var i && i < _ranges.Count && _ranges[i].From <= sequence;

    /// <summary>True when it is in the set, or when that was forgotten.</summary>
    public bool MayContain(long sequence) => sequence < Below || Contains(sequence);

    /// <summary>The first number from this one on that is not in the set.</summary>
    public long FirstMissing(long from)
    {
        if (from < Below) from = Below;
        var i = IndexOf(from);
        return i < _ranges.Count && _ranges[i].From <= from ? _ranges[i].To == long.MaxValue ? long.MaxValue : _ranges[i].To + 1 : from;
    }

    /// <summary>The first number from this one on that is in the set; null when there is none.</summary>
    public long? FirstTaken(long from)
    {
        var i = IndexOf(from);
        return i < _ranges.Count ? Math.Max(from, _ranges[i].From) : null;
    }

    /// <summary>The holes from a number up to, and without, another.</summary>
    public List<SequenceRange> Missing(long from, long before)
    {
        var holes = new List<SequenceRange>();
        for (var at = FirstMissing(from); at < before;)
        {
            var next = IndexOf(at);
            var end = next < _ranges.Count ? Math.Min(_ranges[next].From, before) : before;
            holes.Add(new SequenceRange(at, end - 1));
            at = FirstMissing(end);
        }

        return holes;
    }

    /// <summary>True when adding this number would need another range.</summary>
    public bool IsApart(long sequence) =>
        !MayContain(sequence) && !(sequence > 0 && Contains(sequence - 1)) && !(sequence < long.MaxValue && Contains(sequence + 1));

    public void Add(long sequence) => Add(sequence, sequence);

    public void Add(long from, long to)
    {
        if (_ranges.Count > 0 && _ranges[^1] is var last && from == to && from > 0 && from - 1 == last.To)
        {
            _ranges[^1] = last with { To = to };
            return;
        }

        var first = IndexOf(Math.Max(0, from - 1));
        var end = first;
        while (end < _ranges.Count && _ranges[end].From - 1 <= to)
        {
            (from, to) = (Math.Min(from, _ranges[end].From), Math.Max(to, _ranges[end].To));
            end++;
        }

        _ranges.RemoveRange(first, end - first);
        _ranges.Insert(first, new SequenceRange(from, to));
        if (_ranges.Count > Limit) Forget();
    }

    public long[] Save()
    {
        var numbers = new long[_ranges.Count * 2];
        for (var i = 0; i < _ranges.Count; i++) (numbers[2 * i], numbers[(2 * i) + 1]) = (_ranges[i].From, _ranges[i].To);
        return numbers;
    }

    public static SequenceRanges Load(ReadOnlySpan<long> numbers, long below)
    {
        var ranges = new SequenceRanges { Below = below };
        for (; numbers.Length >= 2; numbers = numbers[2..]) ranges._ranges.Add(new SequenceRange(numbers[0], numbers[1]));
        return ranges;
    }

    private void Forget()
    {
        Below = _ranges[0].To + 1;
        _ranges.RemoveAt(0);
    }

    /// <summary>The place of the first range that ends at this number or later.</summary>
    private int IndexOf(long sequence)
    {
        var (low, high) = (0, _ranges.Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_ranges[middle].To < sequence) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}

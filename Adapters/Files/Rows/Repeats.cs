using System.Numerics;

namespace Sync.Adapters;

/// <summary>Finds rows that are in a file more than once, in memory that does not grow with the file: a first pass marks bits of hashes, and only
/// what meets a marked bit is counted by name in the second. Not thread-safe.</summary>
internal sealed class Repeats
{
    /// <summary>How many different rows may be there more than once.</summary>
    public const int Limit = 1_000_000;

    private const int LeastBits = 1 << 16;
    private const int MostBits = 1 << 30;
    private readonly ulong[] _bits;
    private readonly Dictionary<UInt128, int> _counts = [];

    /// <param name="bytes">The length of the file: half a bit a byte is enough for its shortest rows.</param>
    public Repeats(long bytes) =>
        _bits = new ulong[Math.Clamp((long)BitOperations.RoundUpToPowerOf2((ulong)bytes / 2), LeastBits, MostBits) / 64];

    /// <summary>First pass: meets a row. False when too many rows are there more than once.</summary>
    public bool Meet(UInt128 row)
    {
        var place = unchecked((ulong)row) % ((ulong)_bits.Length * 64);
        ref var word = ref _bits[place / 64];
        var bit = 1UL << (int)(place % 64);
        if ((word & bit) != 0) _counts[row] = 0;
        word |= bit;
        return _counts.Count <= Limit;
    }

    /// <summary>Second pass: the number of the row's occurrence, from 1.</summary>
    public int Number(UInt128 row)
    {
        if (!_counts.TryGetValue(row, out var count)) return 1;
        _counts[row] = count + 1;
        return count + 1;
    }
}

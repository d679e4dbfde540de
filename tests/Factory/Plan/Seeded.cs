namespace Sync.Factory.Plan;

/// <summary>Random numbers that are the same for a seed on every machine and in every version (SplitMix64). Not thread-safe.</summary>
internal sealed class Seeded(long seed)
{
    private ulong _state = unchecked((ulong)seed * 0x9E3779B97F4A7C15UL);

    /// <summary>An independent stream for a part of the plan, so that one part can change without changing the others.</summary>
    public static Seeded For(long seed, int run, string part)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in part) hash = unchecked((hash ^ c) * 1099511628211UL);
        return new Seeded(unchecked((long)(((ulong)seed * 31) + ((ulong)run * 0x9E3779B9UL) + hash)));
    }

    /// <summary>0 to <paramref name="below"/> - 1.</summary>
    public int Next(int below) => (int)(NextBits() % (ulong)below);

    /// <summary><paramref name="least"/> to <paramref name="most"/>.</summary>
    public int Between(int least, int most) => least + Next(most - least + 1);

    public bool Chance(double share) => (NextBits() >> 11) * (1.0 / (1UL << 53)) < share;

    public T Pick<T>(IReadOnlyList<T> from) => from[Next(from.Count)];

    private ulong NextBits()
    {
        unchecked
        {
            var z = _state += 0x9E3779B97F4A7C15UL;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }
}

using System.Collections.Immutable;

namespace Sync.Domain.Stock;

/// <summary>The two ledgers of a count document: what we booked for it and what the system of record has posted. Immutable.</summary>
/// <param name="Count">The count document.</param>
/// <param name="Booked">Gain above 0, loss below 0, with every correction by late movements. When counts of one account come out of order, the newest
/// carries the whole difference.</param>
/// <param name="Posted">What the system of record posted.</param>
internal sealed record CountLedger(string Count, decimal Booked = 0, decimal Posted = 0)
{
    /// <summary>How many count documents a position remembers.</summary>
    public const int Limit = 8;

    /// <summary>The ledgers with an amount added, the touched one last. The one that was not touched for longest is forgotten first.</summary>
    public static ImmutableArray<CountLedger> Add(ImmutableArray<CountLedger> all, string? count, decimal booked, decimal posted)
    {
        if (count is null || (booked == 0 && posted == 0)) return all;
        var found = all.FirstOrDefault(l => l.Count == count) ?? new CountLedger(count);
        var others = all.RemoveAll(l => l.Count == count);
        if (others.Length >= Limit) others = others.RemoveAt(0);
        return others.Add(found with { Booked = found.Booked + booked, Posted = found.Posted + posted });
    }
}

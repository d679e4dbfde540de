using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Domain.Stock;

/// <summary>Puts a comparison together. Pure.</summary>
internal static class StockComparisons
{
    public static StockComparison Of(
        StockPast earlier, StockPast later, PlantClock clock, int omittedLines, ExplainBalance opening, ImmutableArray<ExplainLine> lines)
    {
        var onHand = Decimals.Normalize(later.Position.Measures.OnHand - earlier.Position.Measures.OnHand);
        var available = Decimals.Normalize(later.Position.Measures.Available - earlier.Position.Measures.Available);
        var (before, after) = (Amounts(earlier.Position), Amounts(later.Position));
        earlier = earlier with { At = clock.Local(earlier.At) };
        later = later with { At = clock.Local(later.At) };
        return new StockComparison(
            earlier, later, clock.Zone, onHand, available, Minus(after, before), omittedLines, Minus(opening.Accounts, before), lines,
            Summary(earlier, later, onHand, omittedLines + lines.Length, clock));
    }

    public static ImmutableArray<AccountAmount> Amounts(StockPosition position) => [.. position.Accounts.Select(a => new AccountAmount(a.Account, a.Balance))];

    private static ImmutableArray<AccountAmount> Minus(ImmutableArray<AccountAmount> after, ImmutableArray<AccountAmount> before) =>
    [
        .. after.Concat(before.Select(b => b with { Amount = -b.Amount })).GroupBy(a => a.Account).OrderBy(g => g.Key)
            .Select(g => new AccountAmount(g.Key, Decimals.Normalize(g.Sum(a => a.Amount)))).Where(a => a.Amount != 0),
    ];

    private static string Summary(StockPast from, StockPast to, decimal onHand, int lines, PlantClock clock)
    {
        var unit = to.Position.Unit ?? from.Position.Unit;
        var time = to.Time == ReadTime.Recorded ? "as it was known then" : "as it is known now";
        return $"From {clock.Say(from.At)} to {clock.Say(to.At)}, {time}, on hand went from {Phrases.Number(Decimals.Normalize(from.Position.Measures.OnHand))} to "
            + $"{Phrases.Amount(Decimals.Normalize(to.Position.Measures.OnHand), unit)} ({(onHand == 0 ? "no change" : Phrases.Signed(onHand))}): {Phrases.Many(lines, "update")} between.";
    }
}

using System.Collections.Immutable;

namespace Sync.Contracts;

/// <summary>What is to be explained. Immutable, thread-safe.</summary>
/// <param name="From">Only what happened at or after this instant.</param>
/// <param name="To">Only what happened at or before this instant.</param>
/// <param name="Before">The cursor of the page after; opaque.</param>
/// <param name="Max">1 to 1,000 lines: the newest.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.explain-query")]
public sealed record ExplainQuery(
    [property: Id(0)] DateTimeOffset? From = null,
    [property: Id(1)] DateTimeOffset? To = null,
    [property: Id(2)] string? Before = null,
    [property: Id(3)] int Max = 100);

/// <summary>The answer to a question for an explanation: one of the two is set. Immutable, thread-safe.</summary>
/// <param name="Explanation">The explanation.</param>
/// <param name="Refusal">Why there is none; null with a null explanation when nothing was ever recorded.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.stock-explained")]
public sealed record StockExplained([property: Id(0)] Explanation? Explanation, [property: Id(1)] Refusal? Refusal);

/// <summary>Why a position's number is what it is (DOMAIN 9). Opening + the lines' changes = closing, for every account and measure; without
/// <c>to</c> and <c>before</c> the closing is what is there now. Every instant is in plant time. Immutable, thread-safe.</summary>
/// <param name="Key">Plant, location, item.</param>
/// <param name="Version">The newest record that was looked at.</param>
/// <param name="Unit">The item's base unit: every amount without a unit is in it.</param>
/// <param name="TimeZone">The IANA time zone of the plant; UTC when the plant is not registered.</param>
/// <param name="Summary">The answer in a few sentences.</param>
/// <param name="Now">The measures now.</param>
/// <param name="Opening">What was there before the first line, by what is known now.</param>
/// <param name="Lines">What happened, in order of occurrence.</param>
/// <param name="Closing">What was there after the last line.</param>
/// <param name="Earlier">The <c>before</c> of the page with earlier lines; null when there are none.</param>
/// <param name="Sources">What each system last said, side by side.</param>
/// <param name="Held">What waits and does not count yet.</param>
/// <param name="InFlight">What is under way: transfers that have not arrived, reservations that are open.</param>
/// <param name="Next">Who owns the next step, and what is safe to do; never empty.</param>
/// <param name="Story">All of it as text for people.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.explanation")]
public sealed record Explanation(
    [property: Id(0)] StockKey Key,
    [property: Id(1)] long Version,
    [property: Id(2)] UnitCode? Unit,
    [property: Id(3)] string TimeZone,
    [property: Id(4)] string Summary,
    [property: Id(5)] StockMeasures Now,
    [property: Id(6)] ExplainBalance Opening,
    [property: Id(7)] ImmutableArray<ExplainLine> Lines,
    [property: Id(8)] ExplainBalance Closing,
    [property: Id(9)] string? Earlier,
    [property: Id(10)] ImmutableArray<SourceStatement> Sources,
    [property: Id(11)] ImmutableArray<HeldExplained> Held,
    [property: Id(12)] ImmutableArray<InFlight> InFlight,
    [property: Id(13)] ImmutableArray<NextStep> Next,
    [property: Id(14)] string Story);

/// <summary>What was there between two lines. Immutable, thread-safe.</summary>
/// <param name="OnHand">On hand.</param>
/// <param name="Available">Available.</param>
/// <param name="Accounts">Balances that are not zero, ordered by account.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.explain-balance")]
public sealed record ExplainBalance(
    [property: Id(0)] decimal OnHand, [property: Id(1)] decimal Available, [property: Id(2)] ImmutableArray<AccountAmount> Accounts);

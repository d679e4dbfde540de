using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Domain.Stock;

/// <summary>What few events say, in an object of its own: without it an event takes half the memory, and there is one for every update. Immutable.</summary>
internal sealed record StockSeldom
{
    private static readonly StockSeldom Nothing = new();

    public ImmutableArray<string>? Flags { get; init; }

    public Ratio? Factor { get; init; }

    public decimal? Residual { get; init; }

    public ImmutableArray<CountCorrection>? Corrections { get; init; }

    public DateOnly? SaidPostingDate { get; init; }

    public Settlement? Settlement { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public string? Reservation { get; init; }

    public TransferOut? Transfer { get; init; }

    public UpdateId? Reverses { get; init; }

    public string? Reason { get; init; }

    /// <summary>The same with one value more, or less; null where nothing is said. Events that say the same are equal however that came about.</summary>
    public static StockSeldom? With<T>(StockSeldom? known, T value, Func<StockSeldom, T, StockSeldom> set)
    {
        if (known is null && value is null) return null;
        var now = set(known ?? Nothing, value);
        return now == Nothing ? null : now;
    }
}

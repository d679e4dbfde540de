using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Sync.Factory.Books;

/// <summary>What the factory meant by an update, in base units. It is written down before the update is sent, so that nobody can adapt it to
/// what the system made of it.</summary>
/// <param name="Moves">The movements; empty for what must not move anything.</param>
/// <param name="Count">The count, if it is one.</param>
/// <param name="Reservation">The reservation that it concerns, if any.</param>
internal sealed record Meaning(ImmutableArray<Move>? Moves = null, CountMeaning? Count = null, ReservationMeaning? Reservation = null)
{
    public static Meaning Nothing { get; } = new();

    [JsonIgnore]
    public ImmutableArray<Move> AllMoves => Moves ?? [];
}

/// <summary>One account of one position changes by an amount.</summary>
internal sealed record Move(string Position, string Movement, Account Account, decimal Amount);

/// <summary>An absolute value as of the update's time.</summary>
internal sealed record CountMeaning(ImmutableArray<CountedAmount> Lines, bool Complete);

internal sealed record CountedAmount(Account Account, decimal Amount);

/// <summary>A reservation is opened, consumed or released.</summary>
internal sealed record ReservationMeaning(string Reservation, ReservationAct Act, decimal? Amount);

internal enum ReservationAct
{
    Open,
    Consume,
    Release,
}

/// <summary>An account of a position as the API writes it: no lot and no owner are absent.</summary>
internal readonly record struct Account(string? Lot = null, string? Status = null, string? Owner = null)
{
    public const string Available = "Available";
    public const string InTransit = "InTransit";

    /// <summary>The one spelling: the status is always set and own stock has no owner.</summary>
    public Account Normalized() => new(Empty(Lot), Empty(Status) ?? Available, Owner is "self" ? null : Empty(Owner));

    public override string ToString() => $"{Lot ?? "-"}/{Status ?? Available}/{Owner ?? "self"}";

    private static string? Empty(string? text) => text is { Length: 0 } ? null : text;
}

namespace Sync.Contracts;

/// <summary>One account of a position: lot, status, owner. Immutable, thread-safe.</summary>
/// <param name="Lot">The lot; absent for items that are not managed in lots.</param>
/// <param name="Status">The status; <see cref="StockStatus.Available"/> unless stated.</param>
/// <param name="Owner">The owner; absent means own stock (<c>self</c>), anything else is consigned.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.stock-account")]
public readonly record struct StockAccount(
    [property: Id(0)] LotNumber? Lot = null,
    [property: Id(1)] StockStatus Status = StockStatus.Available,
    [property: Id(2)] PartyId? Owner = null) : IComparable<StockAccount>
{
    /// <summary>True for own stock.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsOwn => Owner is null;

    /// <summary>Orders by owner, status, lot: the order in which accounts are shown.</summary>
    public int CompareTo(StockAccount other)
    {
        var c = string.CompareOrdinal(Owner?.Value, other.Owner?.Value);
        if (c == 0) c = (int)Status - (int)other.Status;
        return c != 0 ? c : string.CompareOrdinal(Lot?.Value, other.Lot?.Value);
    }

    /// <summary>The account for people, for example <c>L42/Available/self</c>.</summary>
    public override string ToString() => $"{Lot?.Value ?? "-"}/{Status}/{Owner?.Value ?? "self"}";
}

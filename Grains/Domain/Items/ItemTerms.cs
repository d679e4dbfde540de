using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Domain.Items;

/// <summary>How stock of an item is kept. Immutable.</summary>
/// <param name="BaseUnit">The unit stock is kept in.</param>
/// <param name="Name">For people.</param>
/// <param name="LotManaged">Whether every movement names a lot.</param>
/// <param name="Scale">Decimal places of the base unit.</param>
/// <param name="Conversions">To the base unit, ordered by unit, then by the first instant they hold.</param>
public sealed record ItemTerms(UnitCode BaseUnit, string? Name, bool LotManaged, int Scale, ImmutableArray<UnitConversion> Conversions)
{
    private const int UsualScale = 3;

    /// <summary>The terms of an item that an open world met.</summary>
    public static ItemTerms Met(UnitCode unit) => new(unit, null, false, UsualScale, []);

    /// <summary>The terms that a request asks for.</summary>
    public static ItemTerms Of(ItemUpdate.Register request) => new(
        request.BaseUnit, request.Name, request.LotManaged, request.Scale,
        [.. request.Conversions.OrderBy(c => c.Unit.Code, StringComparer.Ordinal).ThenBy(c => c.From ?? DateTimeOffset.MinValue)]);

    /// <summary>Equal by value, conversions included.</summary>
    public bool Equals(ItemTerms? other) =>
        other is not null && BaseUnit == other.BaseUnit && Name == other.Name && LotManaged == other.LotManaged && Scale == other.Scale
        && Conversions.SequenceEqual(other.Conversions);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(BaseUnit, Name, LotManaged, Scale, Conversions.Length);
}

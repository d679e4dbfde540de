using System.Text.Json.Serialization;

namespace Sync.Contracts;

/// <summary>An amount in a unit. Arithmetic is allowed within one unit only. The value has at most 9 decimal places and is below 10^15 in size.
/// Immutable, thread-safe.</summary>
/// <param name="Value">The amount; the sign is given meaning by who uses it.</param>
/// <param name="Unit">The unit of the amount.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.quantity")]
[JsonConverter(typeof(QuantityConverter))]
public readonly record struct Quantity([property: Id(0)] decimal Value, [property: Id(1)] UnitCode Unit)
{
    /// <summary>The greatest size of a value, exclusive.</summary>
    public const decimal Limit = 1_000_000_000_000_000m;

    /// <summary>The greatest number of decimal places.</summary>
    public const int MaxScale = 9;

    /// <summary>True when the value fits the stated range and scale and the unit is set.</summary>
    public bool IsWellFormed => Unit.Code.Length > 0 && Math.Abs(Value) < Limit && decimal.Round(Value, MaxScale) == Value;

    /// <summary>The sum of two amounts of one unit.</summary>
    /// <exception cref="InvalidOperationException">The units differ.</exception>
    public static Quantity operator +(Quantity left, Quantity right) => left.Unit == right.Unit
        ? new Quantity(left.Value + right.Value, left.Unit)
        : throw new InvalidOperationException($"{left.Unit} and {right.Unit} cannot be added: convert first");

    /// <summary>The amount and its unit, for example <c>5 EA</c>.</summary>
    public override string ToString() => $"{Decimals.Canonical(Value)} {Unit}";
}

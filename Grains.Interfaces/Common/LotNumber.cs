using System.Text.Json.Serialization;

namespace Sync.Contracts;

/// <summary>A material lot (batch) of one item. See <see cref="IIdentifier{TSelf}"/> for the rule. Immutable, thread-safe.</summary>
[GenerateSerializer, Immutable, Alias("sync.v1.lot-number")]
[JsonConverter(typeof(IdentifierConverter<LotNumber>))]
public readonly record struct LotNumber : IIdentifier<LotNumber>
{
    [Id(0)] private readonly string? _value;

    private LotNumber(string value) => _value = value;

    /// <inheritdoc/>
    public string Value => _value ?? "";

    /// <inheritdoc/>
    public static LotNumber Parse(string text) => new(Identifiers.Check(text, "lot"));

    /// <summary>The text itself.</summary>
    public override string ToString() => Value;
}

using System.Text.Json.Serialization;

namespace Sync.Contracts;

/// <summary>An item (material) as the enterprise numbers it. See <see cref="IIdentifier{TSelf}"/> for the rule. Immutable, thread-safe.</summary>
[GenerateSerializer, Immutable, Alias("sync.v1.item-number")]
[JsonConverter(typeof(IdentifierConverter<ItemNumber>))]
public readonly record struct ItemNumber : IIdentifier<ItemNumber>
{
    [Id(0)] private readonly string? _value;

    private ItemNumber(string value) => _value = value;

    /// <inheritdoc/>
    public string Value => _value ?? "";

    /// <inheritdoc/>
    public static ItemNumber Parse(string text) => new(Identifiers.Check(text, "item"));

    /// <summary>The text itself.</summary>
    public override string ToString() => Value;
}

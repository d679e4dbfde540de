using System.Text.Json.Serialization;

namespace Sync.Contracts;

/// <summary>A plant: an ISA-95 site. See <see cref="IIdentifier{TSelf}"/> for the rule. Immutable, thread-safe.</summary>
[GenerateSerializer, Immutable, Alias("sync.v1.plant-id")]
[JsonConverter(typeof(IdentifierConverter<PlantId>))]
public readonly record struct PlantId : IIdentifier<PlantId>
{
    [Id(0)] private readonly string? _value;

    private PlantId(string value) => _value = value;

    /// <inheritdoc/>
    public string Value => _value ?? "";

    /// <inheritdoc/>
    public static PlantId Parse(string text) => new(Identifiers.Check(text, "plant"));

    /// <summary>The text itself.</summary>
    public override string ToString() => Value;
}

using System.Text.Json.Serialization;

namespace Sync.Contracts;

/// <summary>A storage location inside a plant (the level at which the ERP keeps stock). See <see cref="IIdentifier{TSelf}"/> for the rule. Immutable, thread-safe.</summary>
[GenerateSerializer, Immutable, Alias("sync.v1.location-id")]
[JsonConverter(typeof(IdentifierConverter<LocationId>))]
public readonly record struct LocationId : IIdentifier<LocationId>
{
    [Id(0)] private readonly string? _value;

    private LocationId(string value) => _value = value;

    /// <inheritdoc/>
    public string Value => _value ?? "";

    /// <inheritdoc/>
    public static LocationId Parse(string text) => new(Identifiers.Check(text, "location"));

    /// <summary>The text itself.</summary>
    public override string ToString() => Value;
}

using System.Text.Json.Serialization;

namespace Sync.Contracts;

/// <summary>A party that can own stock: <c>self</c> or a supplier. See <see cref="IIdentifier{TSelf}"/> for the rule. Immutable, thread-safe.</summary>
[GenerateSerializer, Immutable, Alias("sync.v1.party-id")]
[JsonConverter(typeof(IdentifierConverter<PartyId>))]
public readonly record struct PartyId : IIdentifier<PartyId>
{
    [Id(0)] private readonly string? _value;

    private PartyId(string value) => _value = value;

    /// <inheritdoc/>
    public string Value => _value ?? "";

    /// <inheritdoc/>
    public static PartyId Parse(string text) => new(Identifiers.Check(text, "owner"));

    /// <summary>The text itself.</summary>
    public override string ToString() => Value;
}

using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Sync.Contracts;

/// <summary>One type of update: how CloudEvents names it, what it goes to, and its payload. Immutable, thread-safe.</summary>
/// <param name="Name">The CloudEvents type without its version, for example <c>com.orleanssync.stock.received</c>.</param>
/// <param name="Version">The version, from 1; the CloudEvents type ends in <c>.v1</c>.</param>
/// <param name="Kind">The entity kind that it goes to.</param>
/// <param name="Nature">Fact or request.</param>
/// <param name="Public">True when it is accepted from outside as an update.</param>
/// <param name="Payload">How its data is read and written.</param>
/// <param name="Summary">One line for people.</param>
public sealed record UpdateType(
    string Name, int Version, string? Kind, Nature Nature, bool Public, JsonTypeInfo Payload, string Summary)
{
    private readonly JsonTypeInfo _writer = FactsJson.Default.GetTypeInfo(Payload.Type) ?? Payload;

    /// <summary>The CloudEvents <c>type</c>.</summary>
    public string FullName { get; } = $"{Name}.v{Version}";

    /// <summary>Writes the data of an update of this type: what <see cref="Payload"/> writes, more cheaply.</summary>
    /// <exception cref="JsonException">The payload has a value that JSON cannot spell, such as an enum value without a name.</exception>
    public void Write(Utf8JsonWriter writer, UpdatePayload payload) => JsonSerializer.Serialize(writer, payload, _writer);
}

using System.Text.Json.Serialization;

namespace Sync.Factory.Books;

/// <summary>The identity of an update: who said it, under which id.</summary>
internal readonly record struct UpdateRef(
    [property: JsonPropertyName("source")] string Source,
    [property: JsonPropertyName("id")] string Id)
{
    public override string ToString() => $"{Source}#{Id}";
}

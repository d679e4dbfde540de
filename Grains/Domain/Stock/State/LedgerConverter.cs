using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sync.Domain.Stock;

/// <summary>Writes a ledger as an array, oldest first.</summary>
internal sealed class LedgerConverter : JsonConverter<Ledger>
{
    public override Ledger Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Ledger.Of(JsonSerializer.Deserialize(ref reader, StockJson.Default.ImmutableArrayLedgerEntry));

    public override void Write(Utf8JsonWriter writer, Ledger value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.ToArray(), StockJson.Default.ImmutableArrayLedgerEntry);
}

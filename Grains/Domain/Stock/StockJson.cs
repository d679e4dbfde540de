using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Sync.Domain.Stock;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StockState))]
[JsonSerializable(typeof(ImmutableArray<LedgerEntry>))]
[JsonSerializable(typeof(StockEvent.Moved))]
[JsonSerializable(typeof(StockEvent.TransferArrived))]
[JsonSerializable(typeof(StockEvent.TransferConfirmed))]
[JsonSerializable(typeof(StockEvent.Counted))]
[JsonSerializable(typeof(StockEvent.CountPosted))]
[JsonSerializable(typeof(StockEvent.Echoed))]
[JsonSerializable(typeof(StockEvent.Claimed))]
[JsonSerializable(typeof(StockEvent.ClaimOverdue))]
[JsonSerializable(typeof(StockEvent.ReservationMade))]
[JsonSerializable(typeof(StockEvent.ReservationReleased))]
internal sealed partial class StockJson : JsonSerializerContext;

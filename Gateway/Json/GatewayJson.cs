using System.Text.Json.Serialization;
using Sync.Gateway.Access;
using Sync.Gateway.Cases;
using Sync.Gateway.Errors;
using Sync.Gateway.Feed;
using Sync.Gateway.Health;
using Sync.Gateway.Items;
using Sync.Gateway.OpenApi;
using Sync.Gateway.Plants;
using Sync.Gateway.Stock;
using Sync.Gateway.Subscriptions;
using Sync.Gateway.Updates;

namespace Sync.Gateway.Json;

/// <summary>The JSON of requests and answers: camel case, absent instead of null, unknown members refused.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(ProblemBody))]
[JsonSerializable(typeof(ErrorEndpoints.ErrorBody))]
[JsonSerializable(typeof(ReceiptBody))]
[JsonSerializable(typeof(ReceiptsBody))]
[JsonSerializable(typeof(TypesBody))]
[JsonSerializable(typeof(PlantStockBody))]
[JsonSerializable(typeof(ItemStockBody))]
[JsonSerializable(typeof(StockRowBody))]
[JsonSerializable(typeof(PositionBody))]
[JsonSerializable(typeof(HistoryBody))]
[JsonSerializable(typeof(HeldListBody))]
[JsonSerializable(typeof(HeldRequest))]
[JsonSerializable(typeof(ItemBody))]
[JsonSerializable(typeof(ItemRequest))]
[JsonSerializable(typeof(PlantBody))]
[JsonSerializable(typeof(PlantRequest))]
[JsonSerializable(typeof(LocationRequest))]
[JsonSerializable(typeof(CaseBody))]
[JsonSerializable(typeof(CasesBody))]
[JsonSerializable(typeof(CaseRequest))]
[JsonSerializable(typeof(SubscriptionBody))]
[JsonSerializable(typeof(SubscriptionsBody))]
[JsonSerializable(typeof(SubscriptionRequest))]
[JsonSerializable(typeof(ResumeRequest))]
[JsonSerializable(typeof(ResumedBody))]
[JsonSerializable(typeof(KeyBody))]
[JsonSerializable(typeof(KeysBody))]
[JsonSerializable(typeof(KeyRequest))]
[JsonSerializable(typeof(NewKeyBody))]
[JsonSerializable(typeof(FeedBody))]
[JsonSerializable(typeof(HealthBody))]
[JsonSerializable(typeof(CountedData))]
internal sealed partial class GatewayJson : JsonSerializerContext;

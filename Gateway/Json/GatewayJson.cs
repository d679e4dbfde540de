using System.Text.Json.Serialization;
using Sync.Gateway.Access;
using Sync.Gateway.Cases;
using Sync.Gateway.Errors;
using Sync.Gateway.Feed;
using Sync.Gateway.Health;
using Sync.Gateway.Inbox;
using Sync.Gateway.Items;
using Sync.Gateway.OpenApi;
using Sync.Gateway.Plants;
using Sync.Gateway.Retention;
using Sync.Gateway.Snapshots;
using Sync.Gateway.Stock;
using Sync.Gateway.Subscriptions;
using Sync.Gateway.Updates;
using Sync.Gateway.Verification;

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
[JsonSerializable(typeof(ExplanationBody))]
[JsonSerializable(typeof(ComparisonBody))]
[JsonSerializable(typeof(HeldListBody))]
[JsonSerializable(typeof(HeldRequest))]
[JsonSerializable(typeof(FixRequest))]
[JsonSerializable(typeof(GapsBody))]
[JsonSerializable(typeof(GapRequest))]
[JsonSerializable(typeof(PreviewBody))]
[JsonSerializable(typeof(ContractsBody))]
[JsonSerializable(typeof(ItemBody))]
[JsonSerializable(typeof(ItemRequest))]
[JsonSerializable(typeof(PlantBody))]
[JsonSerializable(typeof(OwnershipBody))]
[JsonSerializable(typeof(OwnershipRequest))]
[JsonSerializable(typeof(PeriodsBody))]
[JsonSerializable(typeof(PeriodsRequest))]
[JsonSerializable(typeof(SnapshotBody))]
[JsonSerializable(typeof(SnapshotRequest))]
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
[JsonSerializable(typeof(VerifyBody))]
[JsonSerializable(typeof(RetentionBody))]
[JsonSerializable(typeof(CountedData))]
[JsonSerializable(typeof(InboxBody))]
[JsonSerializable(typeof(InboxDetailBody))]
[JsonSerializable(typeof(InboxActRequest))]
[JsonSerializable(typeof(InboxOutcomeBody))]
internal sealed partial class GatewayJson : JsonSerializerContext;

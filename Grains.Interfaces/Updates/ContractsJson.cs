using System.Text.Json.Serialization;

namespace Sync.Contracts;

/// <summary>The JSON of every contract: camel case, absent instead of null, unknown and repeated members refused,
/// instants with their offset. Source-generated, thread-safe.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    AllowDuplicateProperties = false,
    Converters = [typeof(InstantConverter)])]
[JsonSerializable(typeof(StockUpdate.Received), TypeInfoPropertyName = "StockReceived")]
[JsonSerializable(typeof(StockUpdate.Issued), TypeInfoPropertyName = "StockIssued")]
[JsonSerializable(typeof(StockUpdate.Transferred), TypeInfoPropertyName = "StockTransferred")]
[JsonSerializable(typeof(StockUpdate.StatusChanged), TypeInfoPropertyName = "StockStatusChanged")]
[JsonSerializable(typeof(StockUpdate.Counted), TypeInfoPropertyName = "StockCounted")]
[JsonSerializable(typeof(StockUpdate.CountPosted), TypeInfoPropertyName = "StockCountPosted")]
[JsonSerializable(typeof(StockUpdate.Adjusted), TypeInfoPropertyName = "StockAdjusted")]
[JsonSerializable(typeof(StockUpdate.Reversed), TypeInfoPropertyName = "StockReversed")]
[JsonSerializable(typeof(StockUpdate.Reserve), TypeInfoPropertyName = "StockReserve")]
[JsonSerializable(typeof(StockUpdate.Release), TypeInfoPropertyName = "StockRelease")]
[JsonSerializable(typeof(StockUpdate.Arrive), TypeInfoPropertyName = "StockArrive")]
[JsonSerializable(typeof(StockUpdate.ConfirmArrival), TypeInfoPropertyName = "StockConfirmArrival")]
[JsonSerializable(typeof(StockUpdate.Expire), TypeInfoPropertyName = "StockExpire")]
[JsonSerializable(typeof(StockUpdate.ClaimDue), TypeInfoPropertyName = "StockClaimDue")]
[JsonSerializable(typeof(ItemUpdate.Register), TypeInfoPropertyName = "ItemRegister")]
[JsonSerializable(typeof(ItemUpdate.Meet), TypeInfoPropertyName = "ItemMeet")]
[JsonSerializable(typeof(ItemUpdate.Await), TypeInfoPropertyName = "ItemAwait")]
[JsonSerializable(typeof(PlantUpdate.Register), TypeInfoPropertyName = "PlantRegister")]
[JsonSerializable(typeof(PlantUpdate.RegisterLocation), TypeInfoPropertyName = "PlantRegisterLocation")]
[JsonSerializable(typeof(PlantUpdate.SetOwnership), TypeInfoPropertyName = "PlantSetOwnership")]
[JsonSerializable(typeof(PlantUpdate.SetPeriods), TypeInfoPropertyName = "PlantSetPeriods")]
[JsonSerializable(typeof(PlantUpdate.Meet), TypeInfoPropertyName = "PlantMeet")]
[JsonSerializable(typeof(PlantUpdate.Await), TypeInfoPropertyName = "PlantAwait")]
[JsonSerializable(typeof(CaseUpdate.Open), TypeInfoPropertyName = "CaseOpen")]
[JsonSerializable(typeof(CaseUpdate.Own), TypeInfoPropertyName = "CaseOwn")]
[JsonSerializable(typeof(CaseUpdate.Acknowledge), TypeInfoPropertyName = "CaseAcknowledge")]
[JsonSerializable(typeof(CaseUpdate.Resolve), TypeInfoPropertyName = "CaseResolve")]
[JsonSerializable(typeof(CaseUpdate.FallDue), TypeInfoPropertyName = "CaseFallDue")]
[JsonSerializable(typeof(ControlUpdate.Resume), TypeInfoPropertyName = "ControlResume")]
[JsonSerializable(typeof(ControlUpdate.Discard), TypeInfoPropertyName = "ControlDiscard")]
[JsonSerializable(typeof(ControlUpdate.NewEpoch), TypeInfoPropertyName = "ControlNewEpoch")]
[JsonSerializable(typeof(ControlUpdate.Fix), TypeInfoPropertyName = "ControlFix")]
[JsonSerializable(typeof(ControlUpdate.DeclareMissing), TypeInfoPropertyName = "ControlDeclareMissing")]
[JsonSerializable(typeof(ControlUpdate.GapDue), TypeInfoPropertyName = "ControlGapDue")]
[JsonSerializable(typeof(StockPosition))]
[JsonSerializable(typeof(StockRow))]
[JsonSerializable(typeof(PlantStockPage))]
[JsonSerializable(typeof(ItemMaster))]
[JsonSerializable(typeof(PlantMaster))]
[JsonSerializable(typeof(CaseView))]
[JsonSerializable(typeof(SubscriptionStatus))]
[JsonSerializable(typeof(Refusal))]
[JsonSerializable(typeof(UpdateId))]
[JsonSerializable(typeof(EntityKey))]
public sealed partial class ContractsJson : JsonSerializerContext;

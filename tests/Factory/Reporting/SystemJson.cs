using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sync.Factory.Reporting;

internal sealed record HistoryPageDto(ImmutableArray<HistoryRecordDto>? Records, long? Next);

internal sealed record HistoryRecordDto(
    string? Id, long Version, string? Kind, string? Source, string? MessageId, string? Hash, string? PreviousHash, JsonElement Data);

internal sealed record PositionDto(long Version, decimal OnHand, decimal Available, decimal Reserved, ImmutableArray<AccountDto>? Accounts, int Held);

internal sealed record AccountDto(string? Lot, string? Status, string? Owner, decimal Balance);

internal sealed record StockRowDto(string? Location, string? Item, long Version, decimal OnHand, decimal Available, decimal Reserved);

internal sealed record SubscriptionDto(bool CaughtUp, int Pending, long BehindMilliseconds, string? LastError, string? State);

internal sealed record FeedDto(ImmutableArray<LaneDto>? Lanes);

internal sealed record LaneDto(int Lane, long BehindMilliseconds, string? LastError);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(HistoryPageDto))]
[JsonSerializable(typeof(PositionDto))]
[JsonSerializable(typeof(StockRowDto))]
[JsonSerializable(typeof(SubscriptionDto))]
[JsonSerializable(typeof(FeedDto))]
internal sealed partial class SystemJson : JsonSerializerContext;

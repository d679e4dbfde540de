using System.Collections.Immutable;
using System.Text.Json;
using Sync.Factory.Books;

namespace Sync.Factory.Reporting;

/// <summary>Reads records from history pages and from delivered events. Pure.</summary>
internal static class ChangeReader
{
    private const string TypePrefix = "com.orleanssync.";

    public static Change FromHistory(HistoryRecordDto record) => Read(
        record.Version, record.Id ?? "", record.Kind ?? "", new UpdateRef(record.Source ?? "", record.MessageId ?? ""), record.Data)
        with { Hash = record.Hash, PreviousHash = record.PreviousHash };

    /// <summary>A delivered event: <c>{"type":"com.orleanssync.stock.moved.v1","aggregateversion":7,"causesource":..,"causeid":..,"data":{..}}</c>.</summary>
    public static Change FromDelivery(JsonElement json) => Read(
        json.TryGetProperty("aggregateversion", out var version) && version.TryGetInt64(out var number) ? number : 0,
        Text(json, "id") ?? "",
        KindOf(Text(json, "type") ?? ""),
        new UpdateRef(Text(json, "causesource") ?? "", Text(json, "causeid") ?? ""),
        json.TryGetProperty("data", out var data) ? data : default);

    private static Change Read(long version, string id, string kind, UpdateRef cause, JsonElement data)
    {
        var isObject = data.ValueKind == JsonValueKind.Object;
        return new Change(
            version,
            id,
            kind,
            cause,
            isObject ? Shifts(kind, data) : [],
            isObject && data.TryGetProperty("reserved", out var reserved) && reserved.ValueKind == JsonValueKind.Number ? reserved.GetDecimal() : null,
            CanonicalJson.Digest(data),
            GivenUp: isObject && kind == "update.discarded" && data.TryGetProperty("update", out var update)
                ? new UpdateRef(Text(update, "source") ?? "", Text(update, "messageId") ?? "")
                : null);
    }

    private static ImmutableArray<Shift> Shifts(string kind, JsonElement data)
    {
        if (!data.TryGetProperty("changes", out var changes) || changes.ValueKind != JsonValueKind.Array) return [];
        var movement = Text(data, "movement") ?? kind switch
        {
            "stock.transfer-arrived" => "Transfer",
            "stock.counted" => Movements.Count,
            _ => kind,
        };
        var shifts = ImmutableArray.CreateBuilder<Shift>(changes.GetArrayLength());
        foreach (var change in changes.EnumerateArray())
        {
            var account = AccountOf(change);
            // What is on its way is nowhere: it belongs to the transfer, not to the position.
            if (account.Status == Account.InTransit) continue;
            shifts.Add(new Shift(account, movement, Number(change, "delta"), Number(change, "difference"), Number(change, "balance")));
        }

        return shifts.DrainToImmutable();
    }

    private static Account AccountOf(JsonElement change) => change.TryGetProperty("account", out var account) && account.ValueKind == JsonValueKind.Object
        ? new Account(Text(account, "lot"), Text(account, "status"), Text(account, "owner")).Normalized()
        : default(Account).Normalized();

    private static string KindOf(string type)
    {
        if (!type.StartsWith(TypePrefix, StringComparison.Ordinal)) return type;
        var end = type.LastIndexOf(".v", StringComparison.Ordinal);
        return end > TypePrefix.Length ? type[TypePrefix.Length..end] : type[TypePrefix.Length..];
    }

    private static decimal Number(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDecimal() : 0;

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>The names under which movements are compared.</summary>
internal static class Movements
{
    /// <summary>Gains and losses of counts, whichever record booked them.</summary>
    public const string Count = "Count";
}

using System.Text.Json;
using Sync.Pages.Frame;

namespace Sync.Pages.Stock;

/// <summary>Tells a record of a position as a sentence. Pure, total: a kind that it does not know is told by its name.</summary>
internal static class StockStory
{
    public static Chapter Tell(JournalRecord record)
    {
        using var json = JsonDocument.Parse(record.Payload);
        var data = json.RootElement;
        return new Chapter(record.Version, Sentences.Of(Sentence(record.Kind, data)), record.Cause.Source, record.Cause.MessageId, record.OccurredAt, record.RecordedAt, Delta(data), Flags(data));
    }

    private static string Sentence(string kind, JsonElement data) => kind switch
    {
        "stock.moved" => Moved(data),
        "stock.transfer-arrived" => $"{Amount(data)} arrived by transfer from {From(data)}{Document(data)}",
        "stock.transfer-confirmed" => $"the receiver confirmed {Number(data, "amount")} of transfer {Text(data, "transferId")}",
        "stock.counted" => $"counted {Found(data)}{(data.TryGetProperty("superseded", out var old) && old.GetBoolean() ? "; a newer count was known, so nothing changed" : "")}{Document(data)}",
        "stock.count-posted" => $"the system of record posted the difference of count {Text(data, "count")}: {Signed(data, "amount")}",
        "stock.reserved" => $"{Amount(data)} reserved for {Text(data, "for")} as {Text(data, "reservation")}",
        "stock.released" => $"{Number(data, "amount")} of reservation {Text(data, "reservation")} {(data.TryGetProperty("expired", out var expired) && expired.GetBoolean() ? "expired" : "was released")}",
        "update.held" => $"held: {Reason(data)}",
        "update.discarded" => $"the held update {Id(data, "update")} was given up by {Text(data, "by")}: {Text(data, "reason")}",
        "update.resumed" => "the held updates were decided again",
        "update.superseded" => "an older value came late; nothing changed",
        "update.noted" => "said again what was known; nothing changed",
        _ => $"{kind} was recorded",
    };

    private static string Moved(JsonElement data)
    {
        var movement = Text(data, "movement");
        var what = movement switch
        {
            "Receipt" => $"{Amount(data)} received",
            "Issue" => $"{Amount(data)} issued",
            "Transfer" => $"{Amount(data)} sent to {(data.TryGetProperty("transfer", out var t) ? Text(t, "to") : "another location")}",
            "Reversal" => $"{Amount(data)} reversed",
            _ => $"{Words(movement)}: {Amount(data)}",
        };
        var reverses = data.TryGetProperty("reverses", out _) ? $", taking back {Id(data, "reverses")}" : "";
        var reason = data.TryGetProperty("reason", out var why) ? $", because {why.GetString()}" : "";
        return what + Account(data) + reverses + reason + Document(data);
    }

    private static string Account(JsonElement data)
    {
        if (!data.TryGetProperty("changes", out var changes) || changes.GetArrayLength() == 0 || !changes[0].TryGetProperty("account", out var account)) return "";
        var (status, lot, owner) = (Text(account, "status"), Text(account, "lot"), Text(account, "owner"));
        var words = (status is "" or "Available" ? "" : $" in {status.ToLowerInvariant()}") + (lot == "" ? "" : $", lot {lot}") + (owner == "" ? "" : $", owned by {owner}");
        return changes.GetArrayLength() > 1 && changes[1].TryGetProperty("account", out var other) && Text(other, "status") != status
            ? $"{words}, {status.ToLowerInvariant()} to {Text(other, "status").ToLowerInvariant()}"
            : words;
    }

    private static string Found(JsonElement data) => data.TryGetProperty("found", out var found) && found.GetArrayLength() > 0
        ? string.Join(" and ", found.EnumerateArray().Select(f => $"{Number(f, "amount")} {Text(data, "unit")} {Text(f.GetProperty("account"), "status").ToLowerInvariant()}"))
        : "nothing";

    private static string Amount(JsonElement data) => data.TryGetProperty("quantity", out var quantity)
        ? $"{Number(quantity, "value")} {Text(quantity, "unit")}"
        : $"{Number(data, "amount")} {Text(data, "unit")}".Trim();

    private static string Document(JsonElement data) => data.TryGetProperty("reference", out var reference)
        ? $" ({Text(reference, "kind")} {Text(reference, "number")}{(Text(reference, "line") is { Length: > 0 } line ? "/" + line : "")})"
        : "";

    private static string From(JsonElement data) => data.TryGetProperty("transfer", out var t) && t.TryGetProperty("from", out var from) ? Text(from, "location") : "another location";

    private static string Reason(JsonElement data) => data.TryGetProperty("reason", out var reason) ? Text(reason, "message") : "it waits";

    private static string Id(JsonElement data, string member) => data.TryGetProperty(member, out var id) ? Text(id, "messageId") : "";

    private static decimal Delta(JsonElement data) => data.TryGetProperty("changes", out var changes)
        ? changes.EnumerateArray().Where(c => Text(c.GetProperty("account"), "status") != nameof(StockStatus.InTransit)).Sum(c => c.GetProperty("delta").GetDecimal())
        : 0;

    private static string[] Flags(JsonElement data) => data.TryGetProperty("flags", out var flags) ? [.. flags.EnumerateArray().Select(f => f.GetString() ?? "")] : [];

    private static string Number(JsonElement data, string member) => data.TryGetProperty(member, out var value) ? Sentences.Number(value.GetDecimal()) : "";

    private static string Signed(JsonElement data, string member) => data.TryGetProperty(member, out var value) ? Sentences.Signed(value.GetDecimal()) : "";

    private static string Text(JsonElement data, string member) => data.TryGetProperty(member, out var value) ? value.ToString() : "";

    // ProductionConsume -> production consume
    private static string Words(string name) => string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) ? " " + char.ToLowerInvariant(c) : c.ToString()));
}

/// <summary>One record, told. Immutable.</summary>
/// <param name="Delta">The change of what is on hand.</param>
internal sealed record Chapter(
    long Version, string Sentence, string Source, string Message, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt, decimal Delta, IReadOnlyList<string> Flags);

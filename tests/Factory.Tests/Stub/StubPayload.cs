using System.Text.Json;
using Sync.Factory.Books;

namespace Sync.Factory.Tests.Stub;

/// <summary>Reads the payload of an update for the stub system.</summary>
internal sealed class StubPayload(JsonElement data, JsonElement item)
{
    private static readonly HashSet<string> Members =
        ["quantity", "difference", "account", "from", "to", "movement", "reference", "reservation", "for", "reverses", "reason", "lines", "complete", "count", "postingDate"];

    public bool HasQuantity => data.TryGetProperty("quantity", out _) || data.TryGetProperty("difference", out _);

    public string Unit => Quantity is { ValueKind: JsonValueKind.Object } q ? q.GetProperty("unit").GetString()! : "";

    public decimal Amount => Value * (Factor ?? 1);

    public string? CannotBePlaced =>
        HasQuantity && Factor is null ? "unit-unknown" : IsLotManaged && data.TryGetProperty("quantity", out _) && Names("reverses") is null && !HasLot ? "lot-missing" : null;

    private JsonElement Quantity => data.TryGetProperty("quantity", out var q) || data.TryGetProperty("difference", out q) ? q : default;

    private decimal Value => Quantity is { ValueKind: JsonValueKind.Object } q ? q.GetProperty("value").GetDecimal() : 0;

    private bool IsLotManaged => item.ValueKind == JsonValueKind.Object && item.GetProperty("lotManaged").GetBoolean();

    private bool HasLot => Account("account").Lot is not null || Account("from").Lot is not null;

    private decimal? Factor
    {
        get
        {
            if (Unit == item.GetProperty("baseUnit").GetString()) return 1;
            if (!item.TryGetProperty("conversions", out var conversions)) return null;
            var conversion = conversions.EnumerateArray().FirstOrDefault(c => c.GetProperty("unit").GetString() == Unit);
            return conversion.ValueKind == JsonValueKind.Object
                ? conversion.GetProperty("toBase").GetProperty("numerator").GetDecimal() / conversion.GetProperty("toBase").GetProperty("denominator").GetDecimal()
                : null;
        }
    }

    public string? IsMalformed(string type)
    {
        if (data.EnumerateObject().Any(m => !Members.Contains(m.Name))) return "invalid-payload";
        return data.TryGetProperty("quantity", out _) && Value <= 0 && !type.Contains("adjusted") ? "quantity-invalid" : null;
    }

    public string? Text(string name) => Names(name);

    public bool Flag(string name) => data.TryGetProperty(name, out var value) && value.GetBoolean();

    public Account Account(string name) => data.TryGetProperty(name, out var account) ? Read(account) : default(Account).Normalized();

    public Dictionary<Account, decimal> Lines() => data.GetProperty("lines").EnumerateArray().ToDictionary(
        l => l.TryGetProperty("account", out var account) ? Read(account) : default(Account).Normalized(),
        l => l.GetProperty("quantity").GetProperty("value").GetDecimal());

    private static Account Read(JsonElement json) => new Account(Of(json, "lot"), Of(json, "status"), Of(json, "owner")).Normalized();

    private string? Names(string name) => Of(data, name);

    private static string? Of(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

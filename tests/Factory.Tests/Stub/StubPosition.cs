using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sync.Factory.Books;

namespace Sync.Factory.Tests.Stub;

/// <summary>A position of the stub system: enough of a stock ledger to be compared with the factory's books.</summary>
internal sealed class StubPosition(string key)
{
    private readonly Dictionary<Account, List<(DateTimeOffset At, decimal Amount)>> _moves = [];
    private readonly List<(DateTimeOffset At, Dictionary<Account, decimal> Found, bool Complete)> _counts = [];
    private string _hash = new('0', 64);

    public string Key => key;

    public List<JsonObject> Records { get; } = [];

    public Dictionary<UpdateRef, long> Known { get; } = [];

    public Dictionary<UpdateRef, (Account Account, decimal Amount, string Unit)> Movements { get; } = [];

    public HashSet<UpdateRef> Claims { get; } = [];

    public Dictionary<string, decimal> Reservations { get; } = [];

    public List<(JsonElement Event, string Code)> Held { get; } = [];

    public IEnumerable<Account> Accounts => _moves.Keys.Concat(_counts.SelectMany(c => c.Found.Keys)).Distinct();

    public decimal Reserved => Reservations.Values.Sum();

    public decimal Balance(Account account)
    {
        var newest = _counts.Where(c => c.Complete || c.Found.ContainsKey(account)).OrderBy(c => c.At).LastOrDefault();
        var moves = _moves.GetValueOrDefault(account) ?? [];
        return newest.Found is null
            ? moves.Sum(m => m.Amount)
            : newest.Found.GetValueOrDefault(account) + moves.Where(m => m.At > newest.At).Sum(m => m.Amount);
    }

    /// <summary>Moves amounts and writes the record.</summary>
    public long Move(UpdateRef cause, string kind, DateTimeOffset at, string? movement, IReadOnlyList<(Account Account, decimal Amount)> moves)
    {
        var changes = new JsonArray();
        foreach (var (account, amount) in moves)
        {
            var before = Balance(account);
            if (!_moves.TryGetValue(account, out var list)) _moves[account] = list = [];
            list.Add((at, amount));
            changes.Add(Changed(account, Balance(account) - before, Balance(account), Balance(account) - before - amount));
        }

        return Write(cause, kind, at, new JsonObject { ["movement"] = movement, ["changes"] = changes, ["reserved"] = Reserved });
    }

    /// <summary>Takes a count and writes the record.</summary>
    public (long Version, bool Superseded) Count(UpdateRef cause, DateTimeOffset at, Dictionary<Account, decimal> found, bool complete)
    {
        var touched = Accounts.Concat(found.Keys).Distinct().ToArray();
        var before = touched.ToDictionary(a => a, Balance);
        var superseded = _counts.Exists(c => c.At > at && (c.Complete || found.Keys.All(c.Found.ContainsKey)));
        _counts.Add((at, found, complete));
        var changes = new JsonArray();
        foreach (var account in touched.Where(a => Balance(a) != before[a]))
            changes.Add(Changed(account, Balance(account) - before[account], Balance(account), Balance(account) - before[account]));
        return (Write(cause, "stock.counted", at, new JsonObject { ["changes"] = changes, ["reserved"] = Reserved }), superseded);
    }

    public long Note(UpdateRef cause, string kind, DateTimeOffset at) =>
        Write(cause, kind, at, new JsonObject { ["changes"] = new JsonArray(), ["reserved"] = Reserved });

    public long Hold(UpdateRef cause, JsonElement @event, string code, DateTimeOffset at)
    {
        Held.Add((@event, code));
        return Write(cause, "update.held", at, new JsonObject { ["update"] = JsonNode.Parse(@event.GetRawText()), ["reason"] = new JsonObject { ["code"] = code } });
    }

    public JsonObject State() => new()
    {
        ["version"] = Records.Count,
        ["onHand"] = Accounts.Sum(Balance),
        ["available"] = Accounts.Where(a => a is { Status: Account.Available, Owner: null }).Sum(Balance),
        ["reserved"] = Reserved,
        ["accounts"] = new JsonArray([.. Accounts.Where(a => Balance(a) != 0).Select(a => With(Json(a), "balance", Balance(a)))]),
        ["held"] = Held.Count,
    };

    private long Write(UpdateRef cause, string kind, DateTimeOffset at, JsonObject data)
    {
        var version = Records.Count + 1L;
        var record = new JsonObject
        {
            ["id"] = string.Create(CultureInfo.InvariantCulture, $"stock/{key}@{version}"), ["version"] = version, ["kind"] = kind, ["schema"] = 1,
            ["occurredAt"] = at, ["source"] = cause.Source, ["epoch"] = 0, ["messageId"] = cause.Id, ["previousHash"] = _hash, ["data"] = data,
        };
        record["hash"] = _hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(record.ToJsonString())));
        Records.Add(record);
        if (!Known.ContainsKey(cause) || kind != "update.held") Known[cause] = version;
        return version;
    }

    private static JsonObject Changed(Account account, decimal delta, decimal balance, decimal difference)
    {
        var change = new JsonObject { ["account"] = Json(account), ["delta"] = delta, ["balance"] = balance };
        if (difference != 0) change["difference"] = difference;
        return change;
    }

    private static JsonObject Json(Account account)
    {
        var json = new JsonObject { ["status"] = account.Status };
        if (account.Lot is not null) json["lot"] = account.Lot;
        if (account.Owner is not null) json["owner"] = account.Owner;
        return json;
    }

    private static JsonObject With(JsonObject json, string name, decimal value)
    {
        json[name] = value;
        return json;
    }
}

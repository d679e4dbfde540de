using System.Text.Json;
using System.Text.Json.Nodes;
using Sync.Factory.Books;

namespace Sync.Factory.Tests.Stub;

/// <summary>The stub system's decisions. One lock around everything: it is small, and right by inspection.</summary>
internal sealed class StubStock(Action<StubPosition, JsonObject> onRecord)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, StubPosition> _positions = [];
    private readonly Dictionary<string, JsonElement> _items = [];
    private readonly HashSet<string> _locations = [];

    /// <summary>Lets a test reach in.</summary>
    public T With<T>(Func<IReadOnlyDictionary<string, StubPosition>, T> look)
    {
        lock (_gate) return look(_positions);
    }

    public void PutLocation(string plant, string location)
    {
        lock (_gate) _locations.Add($"{plant}/{location}");
    }

    public string? Item(string item)
    {
        lock (_gate) return _items.TryGetValue(item, out var master) ? master.GetRawText() : null;
    }

    public void PutItem(string item, JsonElement master)
    {
        lock (_gate)
        {
            _items[item] = master;
            foreach (var position in _positions.Values.Where(p => p.Key.EndsWith("/" + item)).ToArray()) Release(position, "item-unknown");
        }
    }

    public JsonObject Submit(JsonElement json)
    {
        lock (_gate)
        {
            var update = new UpdateRef(json.GetProperty("source").GetString()!, json.GetProperty("id").GetString()!);
            var receipt = new JsonObject { ["id"] = update.Id, ["source"] = update.Source };
            var position = Position(json.GetProperty("subject").GetString()!);
            if (position.Known.TryGetValue(update, out var known))
            {
                receipt["verdict"] = "Duplicate";
                receipt["version"] = known;
                return receipt;
            }

            var count = position.Records.Count;
            var (verdict, version, code) = Decide(position, update, json);
            receipt["verdict"] = verdict;
            if (version > 0) receipt["version"] = version;
            if (code is not null) receipt["code"] = code;
            if (position.Records.Count > count) Release(position, "reversed-unknown");
            return receipt;
        }
    }

    private StubPosition Position(string key)
    {
        if (!_positions.TryGetValue(key, out var position)) _positions[key] = position = new StubPosition(key);
        return position;
    }

    private (string Verdict, long Version, string? Code) Decide(StubPosition position, UpdateRef update, JsonElement json, bool again = false)
    {
        var type = json.GetProperty("type").GetString()!;
        var data = new StubPayload(json.GetProperty("data"), _items.GetValueOrDefault(position.Key.Split('/')[2]));
        var at = json.GetProperty("time").GetDateTimeOffset();
        if (!type.StartsWith("com.orleanssync.stock.") || type.Contains("teleported")) return ("Rejected", 0, "unknown-type");
        if (data.IsMalformed(type) is { } malformed) return ("Rejected", 0, malformed);
        if (Missing(position, data) is { } missing) return Hold(missing);
        switch (type)
        {
            case "com.orleanssync.stock.received.v1":
                return Applied(Moved(data.Text("movement") ?? "Receipt", (data.Account("account"), data.Amount)));
            case "com.orleanssync.stock.issued.v1":
                if (data.Text("reservation") is { } taken && position.Reservations.TryGetValue(taken, out var open))
                    position.Reservations[taken] = Math.Max(0, open - data.Amount);
                return Applied(Moved(data.Text("movement") ?? "Issue", (data.Account("account"), -data.Amount)));
            case "com.orleanssync.stock.transferred.v1":
                var version = Moved("Transfer", (data.Account("account"), -data.Amount));
                Arrive(position, update, data, at);
                return Applied(version);
            case "com.orleanssync.stock.status-changed.v1":
                var leaving = data.Account("from");
                return Applied(Moved("StatusChange", (leaving, -data.Amount), (leaving with { Status = data.Text("to") }, data.Amount)));
            case "com.orleanssync.stock.adjusted.v1":
                return Applied(Moved("Adjustment", (data.Account("account"), data.Amount)));
            case "com.orleanssync.stock.counted.v1":
                var (counted, superseded) = position.Count(update, at, data.Lines(), data.Flag("complete"));
                onRecord(position, position.Records[^1]);
                return (superseded ? "Superseded" : "Applied", counted, null);
            case "com.orleanssync.stock.reversed.v1":
                if (!position.Movements.TryGetValue(new UpdateRef(update.Source, data.Text("reverses")!), out var movement)) return Hold("reversed-unknown");
                var share = data.HasQuantity ? data.Amount * Math.Sign(movement.Amount) : movement.Amount;
                return Applied(Moved("Reversal", (movement.Account, -share)));
            case "com.orleanssync.stock.reserve.v1":
                if (data.Amount > position.Accounts.Where(a => a is { Status: "Available", Owner: null }).Sum(position.Balance) - position.Reserved)
                    return ("Rejected", 0, "not-enough-free");
                position.Reservations[data.Text("reservation")!] = data.Amount;
                return Applied(Noted("stock.reserved"));
            case "com.orleanssync.stock.release.v1":
                return position.Reservations.Remove(data.Text("reservation")!) ? Applied(Noted("stock.released")) : ("Rejected", 0, "reservation-unknown");
            default:
                return Applied(Noted("stock.count-posted"));
        }

        (string, long, string?) Applied(long version) => ("Applied", version, null);

        (string, long, string?) Hold(string code)
        {
            if (again) return ("Held", 0, code);
            var version = position.Hold(update, json, code, at);
            onRecord(position, position.Records[^1]);
            return ("Held", version, code);
        }

        long Noted(string kind)
        {
            var version = position.Note(update, kind, at);
            onRecord(position, position.Records[^1]);
            return version;
        }

        long Moved(string name, params (Account Account, decimal Amount)[] moves)
        {
            var version = position.Move(update, "stock.moved", at, name, moves);
            position.Movements[update] = (moves[0].Account, moves[0].Amount, data.Unit);
            onRecord(position, position.Records[^1]);
            return version;
        }
    }

    private string? Missing(StubPosition position, StubPayload data)
    {
        var parts = position.Key.Split('/');
        if (!_locations.Contains($"{parts[0]}/{parts[1]}")) return "location-unknown";
        return !_items.ContainsKey(parts[2]) ? "item-unknown" : data.CannotBePlaced;
    }

    private void Arrive(StubPosition from, UpdateRef update, StubPayload data, DateTimeOffset at)
    {
        var parts = from.Key.Split('/');
        var target = Position($"{parts[0]}/{data.Text("to")}/{parts[2]}");
        target.Move(new UpdateRef("/flow", update.ToString()), "stock.transfer-arrived", at, null, [(data.Account("account"), data.Amount)]);
        onRecord(target, target.Records[^1]);
        from.Note(new UpdateRef("/flow", update + "/back"), "stock.transfer-confirmed", at);
        onRecord(from, from.Records[^1]);
    }

    private void Release(StubPosition position, string code)
    {
        foreach (var held in position.Held.Where(h => h.Code == code).ToArray())
        {
            var update = new UpdateRef(held.Event.GetProperty("source").GetString()!, held.Event.GetProperty("id").GetString()!);
            if (Decide(position, update, held.Event, again: true).Verdict != "Held") position.Held.Remove(held);
        }
    }
}

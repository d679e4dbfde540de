using System.Text.Json;
using System.Text.Json.Nodes;
using Sync.Factory.Plan;

namespace Sync.Factory.Sending;

/// <summary>Registers the factory's master data, again and again until the system has it. Repeating it is harmless. Thread-safe.</summary>
internal sealed class MastersClient(SystemClient system, Reachability reach, TimeProvider clock)
{
    /// <summary>Registers plants, locations and items.</summary>
    public async Task PutAll(IEnumerable<Item> items, CancellationToken cancellation)
    {
        foreach (var plant in FactoryWorld.Plants)
        {
            await Put($"v1/plants/{plant.Id}", new JsonObject { ["timeZone"] = plant.TimeZone, ["name"] = plant.Name, ["world"] = "Closed" }, cancellation);
            foreach (var location in plant.Locations)
                await Put($"v1/plants/{plant.Id}/locations/{location.Id}", new JsonObject { ["name"] = location.Name }, cancellation);
            await Put($"v1/plants/{plant.Id}/ownership", ReceiptsAreTheWarehouses(), cancellation);
        }

        await Parallel.ForEachAsync(
            items, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellation }, async (item, token) => await Put(item, token));
    }

    /// <summary>Registers one item.</summary>
    public Task Put(Item item, CancellationToken cancellation)
    {
        var body = new JsonObject { ["baseUnit"] = item.BaseUnit, ["name"] = item.Name, ["lotManaged"] = item.LotManaged, ["scale"] = item.Scale };
        if (item.AllConversions.Length > 0)
        {
            body["conversions"] = new JsonArray([.. item.AllConversions.Select(c => new JsonObject
            {
                ["unit"] = c.Unit,
                ["toBase"] = new JsonObject { ["numerator"] = c.Numerator, ["denominator"] = c.Denominator },
            })]);
        }

        return Put($"v1/items/{Uri.EscapeDataString(item.Number)}", body, cancellation);
    }

    /// <summary>Creates or changes a subscription.</summary>
    public Task PutSubscription(string id, Uri url, string secret, CancellationToken cancellation) => Put(
        $"v1/subscriptions/{id}",
        new JsonObject
        {
            ["url"] = url.AbsoluteUri,
            ["secret"] = secret,
            ["filter"] = new JsonObject
            {
                ["kinds"] = new JsonArray("stock"),
                ["plants"] = new JsonArray([.. FactoryWorld.Plants.Select(p => (JsonNode)p.Id)]),
            },
            ["start"] = "Beginning",
            ["maxInFlight"] = 64,
            ["timeoutSeconds"] = 15,
        },
        cancellation);

    private static JsonObject ReceiptsAreTheWarehouses() =>
        new() { ["rules"] = new JsonArray([.. new[] { Places.RawMaterial, Places.ColdStore }.Select(Rule)]) };

    private static JsonNode Rule(string location) =>
        new JsonObject { ["owner"] = Sources.Warehouse, ["movement"] = "Receipt", ["location"] = location };

    private async Task Put(string path, JsonObject body, CancellationToken cancellation)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await system.Put(path, body.ToJsonString(JsonSerializerOptions.Web), idempotencyKey: null, cancellation);
                reach.OnAnswer();
                return;
            }
            catch (Exception e) when (SystemClient.IsPassing(e) && !cancellation.IsCancellationRequested)
            {
                reach.OnSilence();
                await Task.Delay(Backoff.Pause(attempt, null), clock, cancellation);
            }
        }
    }
}

using System.Net;
using System.Text.Json;
using Sync.EndToEnd.Tests.Support;

namespace Sync.EndToEnd.Tests;

/// <summary>What cannot be used is named, with a cure, and changes nothing.</summary>
public sealed class BadInputTests
{
    private const string Position = "P100/RM01/BOLT-M8";
    private const string CloudEvent = "application/cloudevents+json";
    private const string Ndjson = "application/x-ndjson";

    [Fact]
    public async Task Each_refusal_names_code_and_cure_and_leaves_stock_and_journal_as_they_were()
    {
        using var data = new DataFolder();
        var (system, api) = await RunningSystem.StartReadyAsync(data.Path);
        await using var running = system;
        Assert.Equal("Applied", (await api.PostUpdate(Events.Received("GR-1", Position))).Verdict);
        var before = await State(api);

        (string Body, string MediaType, HttpStatusCode Status, string Code)[] cases =
        [
            (Events.Received("BAD-1", Position, quantity: -5), CloudEvent, HttpStatusCode.UnprocessableEntity, "quantity-invalid"),
            ("{\"specversion\":", CloudEvent, HttpStatusCode.BadRequest, "malformed-json"),
            (Events.Received("BAD-2", Position), "text/csv", HttpStatusCode.UnsupportedMediaType, "unsupported-media-type"),
            (Events.Received("BAD-3", Position, type: "stock.received.v9"), CloudEvent, HttpStatusCode.BadRequest, "unknown-version"),
            (Events.Received("BAD-4", Position, type: "stock.vanished.v1"), CloudEvent, HttpStatusCode.BadRequest, "unknown-type"),
            (new string(' ', 9 * 1024 * 1024) + Events.Received("BAD-5", Position), Ndjson, HttpStatusCode.RequestEntityTooLarge, "too-large"),
            (string.Join('\n', Enumerable.Range(0, 5_001).Select(i => Events.Received($"MANY-{i}", Position))), Ndjson, HttpStatusCode.RequestEntityTooLarge, "too-large"),
        ];
        foreach (var (body, mediaType, status, code) in cases)
        {
            var answer = await api.PostUpdate(body, mediaType);
            Assert.Equal((status, code), (answer.Status, answer.Code));
            Assert.NotEmpty(answer.Cure);
            Assert.DoesNotContain("no cure", answer.Cure);
        }

        Assert.Equal(before, await State(api));
    }

    [Fact]
    public async Task A_wrong_unit_is_held_without_touching_the_stock_and_goes_on_when_the_item_knows_it()
    {
        using var data = new DataFolder();
        var (system, api) = await RunningSystem.StartReadyAsync(data.Path);
        await using var running = system;
        await api.Put("v1/items/BOLT-M8", """{"baseUnit":"EA","name":"Bolt"}""");
        Assert.Equal("Applied", (await api.PostUpdate(Events.Received("GR-1", Position))).Verdict);

        var held = await api.PostUpdate(Events.Received("GR-2", Position, quantity: 2, unit: "CT"));

        Assert.Equal((HttpStatusCode.Accepted, "Held", "unit-unknown"), (held.Status, held.Verdict, held.Code));
        Assert.NotEmpty(held.Cure);
        var version = held.Json.GetProperty("version").GetInt64();
        Assert.Equal(5, await OnHand(api, version));

        await api.Put("v1/items/BOLT-M8", """{"baseUnit":"EA","name":"Bolt","conversions":[{"unit":"CT","toBase":{"numerator":24,"denominator":1}}]}""");
        Assert.Equal(53, await OnHand(api, version + 1));
        await AssertMovedOnce(api, Position, "GR-2");
    }

    [Fact]
    public async Task An_item_that_a_closed_plant_does_not_know_is_held_and_applied_by_itself_once_it_is_registered()
    {
        const string closed = "P700/RM01/NEW-1";
        using var data = new DataFolder();
        var (system, api) = await RunningSystem.StartReadyAsync(data.Path);
        await using var running = system;
        Assert.Equal(HttpStatusCode.OK, (await api.Put("v1/plants/P700", """{"timeZone":"Europe/Berlin","name":"Closed","world":"Closed"}""")).Status);
        Assert.Equal(HttpStatusCode.OK, (await api.Put("v1/plants/P700/locations/RM01", """{"name":"Raw"}""")).Status);

        var held = await api.PostUpdate(Events.Received("GR-1", closed));

        Assert.Equal((HttpStatusCode.Accepted, "Held", "item-unknown"), (held.Status, held.Verdict, held.Code));
        var record = Assert.Single(await api.History(closed));
        Assert.Equal("update.held", record.GetProperty("kind").GetString());

        Assert.Equal(HttpStatusCode.OK, (await api.Put("v1/items/NEW-1", """{"baseUnit":"EA","name":"New"}""")).Status);
        await api.Position(closed, held.Json.GetProperty("version").GetInt64() + 1);
        await AssertMovedOnce(api, closed, "GR-1");
    }

    // Everything but how old it is. The view of the plant follows the journal: it is asked until it has the position.
    private static async Task<string> State(Api api)
    {
        var position = await api.Position(Position, 1);
        var limit = Waits.Short;
        var plant = await api.Get("v1/plants/P100/stock");
        while (plant.Json.GetProperty("total").GetInt64() == 0)
        {
            limit.ThrowIfCancellationRequested();
            plant = await api.Get("v1/plants/P100/stock");
        }

        return string.Join(
            '\n', [position.GetProperty("version").GetRawText(), position.GetProperty("accounts").GetRawText(), plant.Json.GetProperty("rows").GetRawText(), .. await api.History(Position)]);
    }

    private static async Task<decimal> OnHand(Api api, long version) =>
        (await api.Position(Position, version)).GetProperty("accounts").EnumerateArray().Sum(account => account.GetProperty("balance").GetDecimal());

    // Who resumed it may have been quicker than the news of the item: then it is held once more, and resumed again.
    private static async Task AssertMovedOnce(Api api, string position, string id)
    {
        var limit = Waits.Short;
        JsonElement[] moved;
        do
        {
            limit.ThrowIfCancellationRequested();
            moved = [.. (await api.History(position)).Where(r => r.GetProperty("kind").GetString() == "stock.moved" && r.GetProperty("messageId").GetString() == id)];
        }
        while (moved.Length == 0);

        Assert.Single(moved);
    }
}

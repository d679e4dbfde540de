using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Sync.Gateway.Tests.Stock;

public sealed class PositionTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_position_is_shown_with_the_age_of_each_source()
    {
        await using var gateway = await TestGateway.StartAsync(services: s => s.AddSingleton<TimeProvider>(new FakeTimeProvider(Noon.AddSeconds(90.5))));
        Stock(gateway, "P100/RM01/A").Position = Position("P100/RM01/A");
        var response = await gateway.Operator().GetAsync("/v1/stock/P100/RM01/A");
        Assert.Equal("\"7\"", response.Headers.ETag?.ToString());
        Assert.Equal(
            """{"plant":"P100","location":"RM01","item":"A","version":7,"unit":"EA","onHand":10,"available":8.5,"reserved":1,"free":7.5,"accounts":[{"status":"Available","balance":8.5,"countedAt":"2026-11-23T12:00:00+00:00","countDifference":-1},{"lot":"L1","status":"Blocked","owner":"V1","balance":1.5,"countDifference":0}],"reservations":[{"reservation":"R1","for":"WO-1","quantity":2,"consumed":1,"released":0,"open":1}],"transfers":[{"id":"T1","to":"FG01","quantity":3,"status":"Available","sentAt":"2026-11-23T12:00:00+00:00"}],"sources":[{"source":"/erp","occurredAt":"2026-11-23T12:00:00+00:00","recordedAt":"2026-11-23T12:00:00+00:00","ageSeconds":90.5,"updates":4}],"held":2}""",
            await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_position_that_has_not_changed_is_not_sent_again()
    {
        await using var gateway = await TestGateway.StartAsync();
        Stock(gateway, "P100/RM01/A").Position = Position("P100/RM01/A");
        var client = gateway.Operator();
        client.DefaultRequestHeaders.TryAddWithoutValidation("If-None-Match", "\"7\"");
        Assert.Equal(HttpStatusCode.NotModified, (await client.GetAsync("/v1/stock/P100/RM01/A")).StatusCode);
    }

    [Fact]
    public async Task A_version_that_is_not_there_yet_and_a_position_that_never_was_are_told_apart()
    {
        await using var gateway = await TestGateway.StartAsync();
        Stock(gateway, "P100/RM01/A").Position = Position("P100/RM01/A");
        Assert.Equal(HttpStatusCode.OK, (await gateway.Operator().GetAsync("/v1/stock/P100/RM01/A?atLeast=7")).StatusCode);
        Assert.Contains("version 7", (await (await gateway.Operator().GetAsync("/v1/stock/P100/RM01/A?atLeast=8")).ProblemAsync("not-yet")).Text("detail"));
        await (await gateway.Operator().GetAsync("/v1/stock/P100/RM01/B")).ProblemAsync("not-found");
        await (await gateway.Operator().GetAsync("/v1/stock/P100/RM01/B?atLeast=1")).ProblemAsync("not-found");
    }

    [Theory]
    [InlineData("/v1/stock/P100/RM%2F01/50%25", "P100/RM%2F01/50%25")]
    [InlineData("/v1/stock/P100/RM%2f01/A%20B", "P100/RM%2F01/A B")]
    [InlineData("/v1/stock/P100/RM01/A%252FB", "P100/RM01/A%252FB")]
    [InlineData("/v1/stock/P100/RM01/gr%C3%BCn", "P100/RM01/grün")]
    public async Task Identifiers_in_addresses_are_read_as_they_were_meant(string path, string key)
    {
        await using var gateway = await TestGateway.StartAsync();
        Stock(gateway, key).Position = Position(key);
        Assert.Equal(StockKey.Parse(key).Item.Value, (await (await gateway.Operator().GetAsync(path)).JsonAsync()).Text("item"));
    }

    [Fact]
    public async Task History_goes_from_the_newest_back_page_by_page()
    {
        await using var gateway = await TestGateway.StartAsync();
        Stock(gateway, "P100/RM01/A").Records = [.. Enumerable.Range(1, 5).Select(Record)];
        var first = await (await gateway.Operator().GetAsync("/v1/stock/P100/RM01/A/history?limit=3")).JsonAsync();
        Assert.Equal("5,4,3", string.Join(',', first.GetProperty("records").EnumerateArray().Select(r => r.Text("version"))));
        Assert.Equal("3", first.Text("next"));
        var second = await (await gateway.Operator().GetAsync("/v1/stock/P100/RM01/A/history?limit=3&before=3")).JsonAsync();
        Assert.Equal("2,1", string.Join(',', second.GetProperty("records").EnumerateArray().Select(r => r.Text("version"))));
        Assert.Null(second.Text("next"));
        var record = first.GetProperty("records")[0];
        Assert.Equal(("stock/P100/RM01/A@5", "stock.moved", "/erp", "m5", "c"), (record.Text("id"), record.Text("kind"), record.Text("source"), record.Text("messageId"), record.Text("correlationid")));
        Assert.Equal("""{"n":1.50}""", record.GetProperty("data").GetRawText());
        Assert.Equal(64, record.Text("hash")!.Length);
        await (await gateway.Operator().GetAsync("/v1/stock/P100/RM01/B/history")).ProblemAsync("not-found");
    }

    [Fact]
    public async Task Held_updates_are_shown_as_the_events_they_were()
    {
        await using var gateway = await TestGateway.StartAsync();
        var update = new Update(new UpdateId("/erp", 0, "GR-1"), new EntityKey("stock", "P100/RM01/A"), new StockUpdate.Received(new Quantity(5, UnitCode.Each)));
        Stock(gateway, "P100/RM01/A").Parked = [new HeldUpdate(update, ErrorCodes.ItemUnknown.With("A"), Noon, 3)];
        var held = (await (await gateway.Operator().GetAsync("/v1/stock/P100/RM01/A/held")).JsonAsync()).GetProperty("held")[0];
        Assert.Equal(UpdateJson.Write(update), held.GetProperty("update").GetRawText());
        Assert.Equal(("item-unknown", "3"), (held.GetProperty("reason").Text("code"), held.Text("version")));
    }

    [Fact]
    public async Task An_operator_resumes_all_held_updates_or_one()
    {
        await using var gateway = await TestGateway.StartAsync();
        const string path = "/v1/stock/P100/RM01/A/held/resume";
        Assert.Equal(HttpStatusCode.OK, (await gateway.Operator().PostAsync(path, null)).StatusCode);
        Assert.Equal(new ControlUpdate.Resume(), gateway.Router.Calls[0][0].Payload);
        Assert.Equal(new EntityKey("stock", "P100/RM01/A"), gateway.Router.Calls[0][0].Target);
        Assert.Equal(UpdateSources.GatewayApi, gateway.Router.Calls[0][0].Id.Source);
        await gateway.Operator().SendAsync(HttpMethod.Post, path, """{"source":"/erp","epoch":1,"id":"GR-1"}""", "application/json", ("Idempotency-Key", "k1"));
        Assert.Equal(new ControlUpdate.Resume(new UpdateId("/erp", 1, "GR-1")), gateway.Router.Calls[1][0].Payload);
        Assert.Equal("k1", gateway.Router.Calls[1][0].Id.MessageId);
        await (await gateway.Operator().SendAsync(HttpMethod.Post, path, """{"id":"GR-1"}""")).ProblemAsync("field-missing");
    }

    [Fact]
    public async Task An_operator_discards_one_held_update_with_a_reason()
    {
        await using var gateway = await TestGateway.StartAsync();
        const string path = "/v1/stock/P100/RM01/A/held/discard";
        await gateway.Operator().SendAsync(HttpMethod.Post, path, """{"source":"/erp","id":"GR-1","reason":"mistake"}""");
        Assert.Equal(new ControlUpdate.Discard(new UpdateId("/erp", 0, "GR-1"), "mistake", "operator"), gateway.Router.Single.Payload);
        await (await gateway.Operator().SendAsync(HttpMethod.Post, path, """{"source":"/erp","id":"GR-1"}""")).ProblemAsync("field-invalid");
        await (await gateway.Operator().SendAsync(HttpMethod.Post, path, """{"reason":"x"}""")).ProblemAsync("field-missing");
        gateway.Router.Judge = u => new Receipt.Rejected(u.Id, ErrorCodes.HeldUnknown.With("GR-1"));
        await (await gateway.Operator().SendAsync(HttpMethod.Post, path, """{"source":"/erp","id":"GR-1","reason":"mistake"}""")).ProblemAsync("held-unknown");
    }

    private static FakeStock Stock(TestGateway gateway, string key) => (FakeStock)gateway.Grains.Get<IStockGrain>(key);

    private static StockPosition Position(string key) => new(
        StockKey.Parse(key), 7, UnitCode.Each, new StockMeasures(10.0m, 8.50m, 1, 7.50m),
        [new AccountBalance(new StockAccount(), 8.50m, Noon, -1.0m), new AccountBalance(new StockAccount(LotNumber.Parse("L1"), StockStatus.Blocked, PartyId.Parse("V1")), 1.5m, null, 0)],
        [new ReservationView("R1", "WO-1", 2, 1, 0, 1, null)], [new OpenTransfer("T1", LocationId.Parse("FG01"), 3.0m, new StockAccount(), Noon)], [new SourceAge("/erp", Noon, Noon, 4)], 2);

    private static JournalRecord Record(int version) => RecordChain.Seal(new JournalRecord(
        new EntityKey("stock", "P100/RM01/A"), version, Noon, Noon, new UpdateId("/erp", 0, $"m{version}"), null, default, "stock.moved", 1, """{"n":1.50}""", default, default, null, null, "c"));
}

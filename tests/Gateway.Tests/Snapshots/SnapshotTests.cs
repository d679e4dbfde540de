namespace Sync.Gateway.Tests.Snapshots;

public sealed class SnapshotTests
{
    private const string Path = "/v1/plants/P100/snapshots";
    private const string Bolts = """{"item":"BOLT","lines":[{"quantity":{"value":5,"unit":"EA"}},{"quantity":{"value":2,"unit":"EA"},"account":{"lot":"L1"}}]}""";

    [Fact]
    public async Task A_complete_one_is_counted_first_and_then_closed_page_by_page()
    {
        await using var gateway = await TestGateway.StartAsync();
        var closer = Closer(gateway);
        closer.Known.AddRange([Key("BOLT"), Key("NUT"), Key("OLD")]);
        closer.Waiting.Add(Key("NUT"));
        closer.Judge = u => u.Target.Id.EndsWith("OLD", StringComparison.Ordinal) ? new Receipt.Applied(u.Id, 4, []) : new Receipt.Duplicate(u.Id, 3);
        var response = await gateway.Operator().SendAsync(HttpMethod.Post, Path, Body("true", Bolts));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var count = Assert.IsType<StockUpdate.Counted>(gateway.Router.Single.Payload);
        Assert.Equal((2, false, "P100/RM01/BOLT"), (count.Lines.Length, count.Complete, gateway.Router.Single.Target.Id));
        Assert.True(string.CompareOrdinal(closer.Closed[0].Id.MessageId, gateway.Router.Single.Id.MessageId) < 0);
        Assert.Equal(
            """{"plant":"P100","location":"RM01","asOf":"2026-11-23T06:00:00+01:00","complete":true,"closed":true,"listed":{"Applied":1},"leftOut":{"Applied":1,"Duplicate":1},"waiting":["P100/RM01/NUT"],"rejected":[]}""",
            await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_partial_one_empties_nothing()
    {
        await using var gateway = await TestGateway.StartAsync();
        Closer(gateway).Known.Add(Key("OLD"));
        var body = await (await gateway.Operator().SendAsync(HttpMethod.Post, Path, Body("false", Bolts))).JsonAsync();
        Assert.False(body.GetProperty("closed").GetBoolean());
        Assert.Empty(Closer(gateway).Closed);
    }

    [Fact]
    public async Task A_complete_one_of_which_something_is_rejected_empties_nothing()
    {
        await using var gateway = await TestGateway.StartAsync();
        Closer(gateway).Known.Add(Key("OLD"));
        gateway.Router.Judge = u => new Receipt.Rejected(u.Id, ErrorCodes.QuantityInvalid.With("too much"));
        var body = await (await gateway.Operator().SendAsync(HttpMethod.Post, Path, Body("true", Bolts))).JsonAsync();
        Assert.Equal(("P100/RM01/BOLT", "quantity-invalid"), (body.GetProperty("rejected")[0].Text("position"), body.GetProperty("rejected")[0].Text("code")));
        Assert.False(body.GetProperty("closed").GetBoolean());
        Assert.Empty(Closer(gateway).Closed);
    }

    [Fact]
    public async Task What_could_not_be_taken_now_is_to_be_sent_again_and_empties_nothing()
    {
        await using var gateway = await TestGateway.StartAsync();
        Closer(gateway).Known.Add(Key("OLD"));
        gateway.Router.Judge = u => new Receipt.RetryLater(u.Id, ErrorCodes.Busy.With("later"));
        await (await gateway.Operator().SendAsync(HttpMethod.Post, Path, Body("true", Bolts))).ProblemAsync("busy");
        Assert.Empty(Closer(gateway).Closed);
    }

    [Theory]
    [InlineData("""{"item":"BOLT","location":"FG01","lines":[]}""", "FG01")]
    [InlineData("""{"item":"","lines":[{"quantity":{"value":5,"unit":"EA"}}]}""", "positions[0]")]
    [InlineData("""{"item":"BOLT","lines":[{"quantity":{"value":-5,"unit":"EA"}}]}""", "positions[0]")]
    [InlineData(Bolts + "," + Bolts, "listed before")]
    public async Task What_does_not_fit_is_named_and_nothing_of_it_is_taken(string positions, string named)
    {
        await using var gateway = await TestGateway.StartAsync();
        var problem = await (await gateway.Operator().SendAsync(HttpMethod.Post, Path, Body("true", positions))).ProblemAsync("snapshot-invalid");
        Assert.Contains(named, problem.Text("detail"));
        Assert.Empty(gateway.Router.Calls);
        Assert.Empty(Closer(gateway).Closed);
    }

    [Fact]
    public async Task A_source_of_the_systems_own_is_refused()
    {
        await using var gateway = await TestGateway.StartAsync();
        await (await gateway.Operator().SendAsync(HttpMethod.Post, Path, Body("true", "").Replace("/adapters/wms/main", "/gateway/api"))).ProblemAsync("snapshot-invalid");
    }

    [Fact]
    public async Task A_key_of_another_plant_may_not()
    {
        await using var gateway = await TestGateway.StartAsync();
        var client = await gateway.WithAsync([Scopes.UpdatesWrite], "P200");
        await (await client.SendAsync(HttpMethod.Post, Path, Body("true", Bolts))).ProblemAsync("forbidden");
    }

    private static FakeStockSnapshot Closer(TestGateway gateway) => (FakeStockSnapshot)gateway.Grains.Get<IStockSnapshotGrain>("P100");

    private static StockKey Key(string item) => StockKey.Parse($"P100/RM01/{item}");

    private static string Body(string complete, string positions) =>
        $$"""{"source":"/adapters/wms/main","time":"2026-11-23T06:00:00+01:00","location":"RM01","complete":{{complete}},"positions":[{{positions}}]}""";
}

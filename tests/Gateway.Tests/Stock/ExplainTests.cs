using System.Net.Http.Headers;

namespace Sync.Gateway.Tests.Stock;

public sealed class ExplainTests
{
    private const string Path = "/v1/stock/P100/RM01/A/explain";
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.FromHours(1));

    [Fact]
    public async Task An_explanation_is_told_in_json_to_the_last_member()
    {
        await using var gateway = await TestGateway.StartAsync();
        History(gateway).Explained = new StockExplained(Explanation(), null);
        var response = await gateway.Operator().GetAsync(Path);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(
            """{"plant":"P100","location":"RM01","item":"A","version":3,"unit":"EA","timeZone":"Europe/Berlin","summary":"Why.","onHand":5,"available":5,"reserved":1,"free":4,"opening":{"onHand":2,"available":2,"accounts":[{"status":"Available","amount":2}]},"lines":[{"version":3,"kind":"stock.moved","movement":"Receipt","words":"It came.","source":"/erp","epoch":0,"messageId":"m3","reference":{"kind":"po","number":"1"},"quantity":{"value":3,"unit":"EA"},"amount":3,"occurredAt":"2026-11-23T12:00:00+01:00","recordedAt":"2026-11-23T12:00:00+01:00","marks":["late"],"changes":[{"status":"Available","change":3,"balance":5}],"onHandChange":3,"availableChange":3,"onHand":5,"available":5,"correlationId":"c"}],"closing":{"onHand":5,"available":5,"accounts":[{"status":"Available","amount":5}]},"before":"abc","sources":[{"source":"/erp","updates":3,"last":"Said.","messageId":"m3","occurredAt":"2026-11-23T12:00:00+01:00","recordedAt":"2026-11-23T12:00:00+01:00"}],"held":[],"inFlight":[{"kind":"reservation","id":"R1","words":"Set aside.","quantity":1,"owner":"WO-1"}],"next":[{"owner":"nobody","words":"Nothing."}]}""",
            await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("text/plain", true)]
    [InlineData("text/plain, */*;q=0.1", true)]
    [InlineData("application/json, text/plain;q=0.5", false)]
    [InlineData("*/*", false)]
    [InlineData("text/html", false)]
    public async Task A_story_to_read_is_told_to_who_asks_for_text(string accept, bool isText)
    {
        await using var gateway = await TestGateway.StartAsync();
        History(gateway).Explained = new StockExplained(Explanation(), null);
        var client = gateway.Operator();
        foreach (var part in accept.Split(',')) client.DefaultRequestHeaders.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(part.Trim()));
        var response = await client.GetAsync(Path);
        Assert.Equal(isText ? "text/plain" : "application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(isText, await response.Content.ReadAsStringAsync() == "The story.\n");
    }

    [Fact]
    public async Task What_is_asked_for_reaches_the_reader()
    {
        await using var gateway = await TestGateway.StartAsync();
        History(gateway).Explained = new StockExplained(Explanation(), null);
        await gateway.Operator().GetAsync(Path);
        await gateway.Operator().GetAsync($"{Path}?from=2026-11-23T12:00:00%2B01:00&to=2026-11-23T12:00:00+01:00&before=abc&limit=7");
        Assert.Equal([new ExplainQuery(), new ExplainQuery(Noon, Noon, "abc", 7)], History(gateway).Asked);
    }

    [Theory]
    [InlineData("from=yesterday")]
    [InlineData("to=2026-11-23")]
    [InlineData("limit=0")]
    [InlineData("limit=1001")]
    [InlineData("from=2026-11-23T12:00:00Z&to=2026-11-23T11:00:00Z")]
    public async Task What_cannot_be_read_is_refused_with_a_cure(string query)
    {
        await using var gateway = await TestGateway.StartAsync();
        await (await gateway.Operator().GetAsync($"{Path}?{query}")).ProblemAsync("invalid-query");
        Assert.Empty(History(gateway).Asked);
    }

    [Fact]
    public async Task A_position_that_never_was_and_a_refusal_of_the_reader_are_problems()
    {
        await using var gateway = await TestGateway.StartAsync();
        await (await gateway.Operator().GetAsync(Path)).ProblemAsync("not-found");
        History(gateway).Explained = new StockExplained(null, ErrorCodes.InvalidQuery.With("no cursor"));
        await (await gateway.Operator().GetAsync($"{Path}?before=x")).ProblemAsync("invalid-query");
    }

    [Fact]
    public async Task A_key_without_the_right_to_read_stock_is_told_nothing()
    {
        await using var gateway = await TestGateway.StartAsync();
        await (await (await gateway.WithAsync([Scopes.UpdatesWrite])).GetAsync(Path)).ProblemAsync("forbidden");
        await (await (await gateway.WithAsync([Scopes.StockRead], "P200")).GetAsync(Path)).ProblemAsync("forbidden");
    }

    private static FakeStockHistory History(TestGateway gateway) => (FakeStockHistory)gateway.Grains.Get<IStockHistoryGrain>("P100/RM01/A");

    private static Explanation Explanation() => new(
        StockKey.Parse("P100/RM01/A"), 3, UnitCode.Each, "Europe/Berlin", "Why.", new StockMeasures(5, 5, 1, 4),
        new ExplainBalance(2, 2, [new AccountAmount(default, 2)]),
        [
            new ExplainLine(
                3, "stock.moved", MovementType.Receipt, "It came.", "/erp", 0, "m3", null, new DocumentReference("po", "1"), new Quantity(3, UnitCode.Each), 3, Noon, Noon,
                [LineMarks.Late], [new LineChange(default, 3, 5)], 3, 3, 5, 5, null, null, [], "c"),
        ],
        new ExplainBalance(5, 5, [new AccountAmount(default, 5)]), "abc", [new SourceStatement("/erp", 3, "Said.", "m3", Noon, Noon, null)], [],
        [new InFlight("reservation", "R1", "Set aside.", 1, "WO-1", null, null)], [new NextStep("nobody", "Nothing.")], "The story.\n");
}

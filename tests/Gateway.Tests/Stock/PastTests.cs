namespace Sync.Gateway.Tests.Stock;

public sealed class PastTests
{
    private const string Path = "/v1/stock/P100/RM01/A";
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.FromHours(1));

    [Theory]
    [InlineData("recorded", "Recorded")]
    [InlineData("Occurred", "Occurred")]
    public async Task The_position_of_a_moment_says_by_which_time_it_is_of_then(string time, string named)
    {
        await using var gateway = await TestGateway.StartAsync();
        History(gateway).Past = new StockAtMoment(Past(Enum.Parse<ReadTime>(named)), null);
        var body = await (await gateway.Operator().GetAsync($"{Path}?at=2026-11-23T12:00:00%2B01:00&time={time}")).JsonAsync();
        Assert.Equal(("5", "4"), (body.Text("onHand"), body.Text("version")));
        Assert.Equal($$"""{"time":"{{named}}","at":"2026-11-23T12:00:00+01:00"}""", body.GetProperty("asOf").GetRawText());
        Assert.Equal([new StockMoment(Enum.Parse<ReadTime>(named), Noon)], History(gateway).Asked);
    }

    [Fact]
    public async Task The_position_at_the_update_of_a_source_names_that_update()
    {
        await using var gateway = await TestGateway.StartAsync();
        History(gateway).Past = new StockAtMoment(Past(ReadTime.Recorded) with { Source = "/erp", MessageId = "GR-1" }, null);
        var body = await (await gateway.Operator().GetAsync($"{Path}?atSource=/erp&sequenceOrId=42")).JsonAsync();
        Assert.Equal(("Recorded", "/erp", "GR-1"), (body.GetProperty("asOf").Text("time"), body.GetProperty("asOf").Text("source"), body.GetProperty("asOf").Text("messageId")));
        Assert.Equal([new StockMoment(ReadTime.Recorded, null, "/erp", "42")], History(gateway).Asked);
    }

    [Fact]
    public async Task The_epoch_of_a_watermark_may_be_named_and_is_told()
    {
        await using var gateway = await TestGateway.StartAsync();
        History(gateway).Past = new StockAtMoment(Past(ReadTime.Recorded) with { Source = "/erp", MessageId = "GR-1", Epoch = 2, Sequence = 41 }, null);
        var body = await (await gateway.Operator().GetAsync($"{Path}?atSource=/erp&sequenceOrId=42&epoch=2")).JsonAsync();
        Assert.Equal(("2", "41"), (body.GetProperty("asOf").Text("epoch"), body.GetProperty("asOf").Text("sequence")));
        Assert.Equal([new StockMoment(ReadTime.Recorded, null, "/erp", "42", 2)], History(gateway).Asked);
    }

    [Theory]
    [InlineData("fromSource=/erp&fromSequenceOrId=7&toSource=/mes&toSequenceOrId=GI-9&toEpoch=3")]
    [InlineData("fromSource=/erp&fromSequenceOrId=7&toSource=/mes&toSequenceOrId=GI-9&toEpoch=3&time=recorded")]
    public async Task Watermarks_are_compared(string query)
    {
        await using var gateway = await TestGateway.StartAsync();
        var past = Past(ReadTime.Recorded);
        History(gateway).Compared = new StockCompared(new StockComparison(past, past, "Europe/Berlin", 0, 0, [], 0, [], [], "No change."), null);
        Assert.Equal(HttpStatusCode.OK, (await gateway.Operator().GetAsync($"{Path}/compare?{query}")).StatusCode);
        Assert.Equal([(new StockMoment(ReadTime.Recorded, null, "/erp", "7"), new StockMoment(ReadTime.Recorded, null, "/mes", "GI-9", 3), 100)], History(gateway).Asked);
    }

    [Theory]
    [InlineData("?at=2026-11-23T12:00:00Z", "time-missing")]
    [InlineData("?epoch=1", "invalid-query")]
    [InlineData("?at=2026-11-23T12:00:00Z&time=recorded&epoch=1", "invalid-query")]
    [InlineData("?atSource=/erp&sequenceOrId=7&epoch=one", "invalid-query")]
    [InlineData("/compare?fromSource=/erp&fromSequenceOrId=7&to=2026-11-23T12:00:00Z", "time-missing")]
    [InlineData("/compare?fromSource=/erp&fromSequenceOrId=7&to=2026-11-23T12:00:00Z&time=occurred", "invalid-query")]
    [InlineData("/compare?fromSource=/erp&fromSequenceOrId=7&from=2026-11-23T12:00:00Z&to=2026-11-23T12:00:00Z&time=recorded", "invalid-query")]
    [InlineData("/compare?fromSource=/erp&fromSequenceOrId=7", "invalid-query")]
    [InlineData("/compare?fromSource=/erp&toSource=/erp&toSequenceOrId=7", "invalid-query")]
    [InlineData("?at=2026-11-23T12:00:00Z&time=local", "invalid-query")]
    [InlineData("?at=noon&time=recorded", "invalid-query")]
    [InlineData("?time=recorded", "invalid-query")]
    [InlineData("?atSource=/erp", "invalid-query")]
    [InlineData("?sequenceOrId=7", "invalid-query")]
    [InlineData("?atSource=/erp&sequenceOrId=7&time=occurred", "invalid-query")]
    [InlineData("?atSource=/erp&sequenceOrId=7&at=2026-11-23T12:00:00Z", "invalid-query")]
    [InlineData("?at=2026-11-23T12:00:00Z&time=recorded&atLeast=3", "invalid-query")]
    [InlineData("/compare?from=2026-11-23T12:00:00Z&to=2026-11-23T12:00:00Z", "time-missing")]
    [InlineData("/compare?from=2026-11-23T12:00:00Z&time=occurred", "invalid-query")]
    [InlineData("/compare?from=2026-11-23T12:00:00Z&to=2026-11-23T11:00:00Z&time=occurred", "invalid-query")]
    [InlineData("/compare?from=x&to=2026-11-23T11:00:00Z&time=occurred", "invalid-query")]
    [InlineData("/compare?from=2026-11-23T12:00:00Z&to=2026-11-23T12:00:00Z&time=occurred&limit=0", "invalid-query")]
    public async Task A_moment_that_is_not_clear_is_refused_with_a_cure(string query, string code)
    {
        await using var gateway = await TestGateway.StartAsync();
        await (await gateway.Operator().GetAsync(Path + query)).ProblemAsync(code);
        Assert.Empty(History(gateway).Asked);
    }

    [Theory]
    [InlineData("moment-out-of-range")]
    [InlineData("watermark-unknown")]
    public async Task What_the_reader_refuses_is_a_problem_with_its_cure(string code)
    {
        await using var gateway = await TestGateway.StartAsync();
        History(gateway).Past = new StockAtMoment(null, ErrorCodes.Find(code).With("why"));
        History(gateway).Compared = new StockCompared(null, ErrorCodes.Find(code).With("why"));
        await (await gateway.Operator().GetAsync($"{Path}?at=2026-11-23T12:00:00Z&time=recorded")).ProblemAsync(code);
        await (await gateway.Operator().GetAsync($"{Path}/compare?from=2026-11-23T12:00:00Z&to=2026-11-23T12:00:00Z&time=recorded")).ProblemAsync(code);
    }

    [Fact]
    public async Task A_position_that_never_was_has_no_past()
    {
        await using var gateway = await TestGateway.StartAsync();
        await (await gateway.Operator().GetAsync($"{Path}?at=2026-11-23T12:00:00Z&time=recorded")).ProblemAsync("not-found");
        await (await gateway.Operator().GetAsync($"{Path}/compare?from=2026-11-23T12:00:00Z&to=2026-11-23T12:00:00Z&time=recorded")).ProblemAsync("not-found");
    }

    [Fact]
    public async Task A_comparison_shows_both_states_and_what_lies_between()
    {
        await using var gateway = await TestGateway.StartAsync();
        var past = Past(ReadTime.Occurred);
        History(gateway).Compared = new StockCompared(new StockComparison(past, past, "Europe/Berlin", 0, 0, [], 2, [new AccountAmount(default, 1.50m)], [], "No change."), null);
        var body = await (await gateway.Operator().GetAsync($"{Path}/compare?from=2026-11-23T12:00:00%2B01:00&to=2026-11-23T12:00:00%2B01:00&time=occurred&limit=7")).JsonAsync();
        Assert.Equal(("5", "5", "2", "No change."), (body.GetProperty("from").Text("onHand"), body.GetProperty("to").Text("onHand"), body.Text("omittedLines"), body.Text("summary")));
        Assert.Equal("""[{"status":"Available","amount":1.5}]""", body.GetProperty("omitted").GetRawText());
        Assert.Equal([(new StockMoment(ReadTime.Occurred, Noon), new StockMoment(ReadTime.Occurred, Noon), 7)], History(gateway).Asked);
    }

    private static FakeStockHistory History(TestGateway gateway) => (FakeStockHistory)gateway.Grains.Get<IStockHistoryGrain>("P100/RM01/A");

    private static StockPast Past(ReadTime time) => new(
        new StockPosition(StockKey.Parse("P100/RM01/A"), 4, UnitCode.Each, new StockMeasures(5, 5, 0, 5), [new AccountBalance(default, 5, null, 0)], [], [], [], 0),
        time, Noon, null, null);
}

namespace Sync.Gateway.Tests.Cases;

public sealed class CaseTests
{
    private const string Id = "item-unknown/stock/P100/RM%2F1/A";
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Cases_are_listed_as_asked()
    {
        await using var gateway = await TestGateway.StartAsync();
        var board = (FakeCaseBoard)gateway.Grains.Get<ICaseBoardGrain>("0");
        board.Cases = [View("P100"), View("P200")];
        var cases = (await (await gateway.Operator().GetAsync("/v1/cases?includeResolved=true&about=stock/P100&limit=5")).JsonAsync()).GetProperty("cases");
        Assert.Equal((true, "stock/P100", 5), board.Asked);
        Assert.Equal(2, cases.GetArrayLength());
        Assert.Equal(("Open", "stock/P100/RM%2F1/A", "item-unknown"), (cases[0].Text("status"), cases[0].Text("about"), cases[0].GetProperty("reason").Text("code")));
        var own = await (await (await gateway.WithAsync([Scopes.Operate], "P200")).GetAsync("/v1/cases")).JsonAsync();
        Assert.Equal("stock/P200/RM%2F1/A", Assert.Single(own.GetProperty("cases").EnumerateArray()).Text("about"));
    }

    [Theory]
    [InlineData("/v1/cases/item-unknown/stock/P100/RM%2F1/A")]
    [InlineData("/v1/cases/item-unknown/stock/P100/RM%252F1/A")]
    public async Task A_case_is_found_by_its_id_with_slashes(string path)
    {
        await using var gateway = await TestGateway.StartAsync();
        ((FakeCase)gateway.Grains.Get<ICaseGrain>(Id)).View = View("P100");
        Assert.Equal(Id, (await (await gateway.Operator().GetAsync(path)).JsonAsync()).Text("id"));
        await (await gateway.Operator().GetAsync("/v1/cases/other/thing")).ProblemAsync("not-found");
        await (await (await gateway.WithAsync([Scopes.Operate], "P200")).GetAsync(path)).ProblemAsync("not-found");
    }

    [Fact]
    public async Task People_own_acknowledge_and_resolve()
    {
        await using var gateway = await TestGateway.StartAsync();
        ((FakeCase)gateway.Grains.Get<ICaseGrain>(Id)).View = View("P100");
        var client = gateway.Operator();
        await client.SendAsync(HttpMethod.Post, "/v1/cases/own", $$"""{"id":"{{Id}}","owner":"Ada"}""");
        await client.SendAsync(HttpMethod.Post, "/v1/cases/acknowledge", $$"""{"id":"{{Id}}"}""");
        var response = await client.SendAsync(HttpMethod.Post, "/v1/cases/resolve", $$"""{"id":"{{Id}}","by":"Ada","note":"done"}""");
        Assert.Equal(Id, (await response.JsonAsync()).Text("id"));
        Assert.Equal([new CaseUpdate.Own("Ada"), new CaseUpdate.Acknowledge("operator"), new CaseUpdate.Resolve("Ada", "done")], gateway.Router.Calls.Select(c => c[0].Payload));
        Assert.All(gateway.Router.Calls, c => Assert.Equal(new EntityKey("case", Id), c[0].Target));
    }

    [Theory]
    [InlineData("{}", "field-missing")]
    [InlineData("""{"id":"no/such"}""", "not-found")]
    [InlineData("""{"id":"item-unknown/stock/P100/RM%2F1/A","by":""}""", "field-invalid")]
    [InlineData("[]", "invalid-payload")]
    public async Task A_request_that_makes_no_sense_is_refused(string body, string code)
    {
        await using var gateway = await TestGateway.StartAsync();
        ((FakeCase)gateway.Grains.Get<ICaseGrain>(Id)).View = View("P100");
        await (await gateway.Operator().SendAsync(HttpMethod.Post, "/v1/cases/acknowledge", body)).ProblemAsync(code);
        Assert.Empty(gateway.Router.Calls);
    }

    [Fact]
    public async Task What_a_case_refuses_is_a_problem()
    {
        await using var gateway = await TestGateway.StartAsync();
        ((FakeCase)gateway.Grains.Get<ICaseGrain>(Id)).View = View("P100");
        gateway.Router.Judge = u => new Receipt.Rejected(u.Id, ErrorCodes.CaseState.With("resolved"));
        await (await gateway.Operator().SendAsync(HttpMethod.Post, "/v1/cases/own", $$"""{"id":"{{Id}}"}""")).ProblemAsync("case-state");
    }

    private static CaseView View(string plant) => new(
        Id, CaseStatus.Open, ErrorCodes.ItemUnknown.With("A"), new EntityKey("stock", $"{plant}/RM%2F1/A"), new UpdateId("/erp", 0, "GR-1"), 2, Noon, Noon.AddHours(4), null, null, null, 3);
}

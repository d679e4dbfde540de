using Sync.Gateway.Tests.Updates;

namespace Sync.Gateway.Tests.Access;

public sealed class PlantRightsTests
{
    [Fact]
    public async Task A_line_for_another_plant_is_forbidden_and_its_neighbours_go_on()
    {
        await using var gateway = await TestGateway.StartAsync();
        var client = await gateway.WithAsync([Scopes.UpdatesWrite], "P100");
        var receipts = await (await client.UpdatesAsync($"{Bodies.Received("a")}\n{Bodies.Received("b", "P200")}\n{Bodies.Received("c")}", Bodies.Ndjson)).LinesAsync();
        Assert.Equal(["Applied", "Rejected", "Applied"], receipts.Select(r => r.Text("verdict")));
        Assert.Equal(("forbidden", "2"), (receipts[1].Text("code"), receipts[1].Text("line")));
        Assert.Equal(["a", "c"], Assert.Single(gateway.Router.Calls).Select(u => u.Id.MessageId));
    }

    [Fact]
    public async Task A_single_update_for_another_plant_is_forbidden()
    {
        await using var gateway = await TestGateway.StartAsync();
        await (await (await gateway.WithAsync([Scopes.UpdatesWrite], "P100")).UpdatesAsync(Bodies.Received("b", "P200"), Bodies.CloudEvent)).ProblemAsync("forbidden");
        Assert.Empty(gateway.Router.Calls);
    }

    [Theory]
    [InlineData("item.register.v1", "A", """{"baseUnit":"EA"}""")]
    [InlineData("plant.register.v1", "P100", "{}")]
    public async Task Master_data_in_updates_needs_the_scope_for_it(string type, string subject, string data)
    {
        await using var gateway = await TestGateway.StartAsync();
        var body = $$"""{"specversion":"1.0","id":"m","source":"/erp","type":"com.orleanssync.{{type}}","subject":"{{subject}}","data":{{data}} }""";
        await (await (await gateway.WithAsync([Scopes.UpdatesWrite])).UpdatesAsync(body, Bodies.CloudEvent)).ProblemAsync("forbidden");
        var response = await (await gateway.WithAsync([Scopes.UpdatesWrite, Scopes.MastersWrite])).UpdatesAsync(body, Bodies.CloudEvent);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("GET", "/v1/plants/P200/stock")]
    [InlineData("GET", "/v1/plants/P200/stock/A")]
    [InlineData("GET", "/v1/stock/P200/RM01/A")]
    [InlineData("GET", "/v1/stock/P200/RM01/A/history")]
    [InlineData("GET", "/v1/stock/P200/RM01/A/held")]
    [InlineData("POST", "/v1/stock/P200/RM01/A/held/resume")]
    [InlineData("GET", "/v1/plants/P200")]
    [InlineData("PUT", "/v1/plants/P200")]
    [InlineData("PUT", "/v1/plants/P200/locations/RM01")]
    [InlineData("PUT", "/v1/items/A")]
    [InlineData("GET", "/v1/keys")]
    [InlineData("PUT", "/v1/keys/mine")]
    [InlineData("GET", "/v1/feed")]
    public async Task A_key_for_some_plants_reaches_no_other_and_nothing_that_belongs_to_all(string method, string path)
    {
        await using var gateway = await TestGateway.StartAsync();
        var client = await gateway.WithAsync([Scopes.Operate], "P100", "P300");
        await (await client.SendAsync(new HttpMethod(method), path, "{\"baseUnit\":\"EA\"}")).ProblemAsync("forbidden");
        Assert.Empty(gateway.Router.Calls);
    }

    [Theory]
    [InlineData("/v1/plants/P100/stock")]
    [InlineData("/v1/stock/P100/RM01/A/held")]
    public async Task A_key_for_some_plants_reaches_its_own(string path)
    {
        await using var gateway = await TestGateway.StartAsync();
        gateway.Grains.Get<IPlantGrain>("P100");
        Assert.NotEqual(HttpStatusCode.Forbidden, (await (await gateway.WithAsync([Scopes.StockRead], "P100")).GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task A_plant_with_a_slash_is_guarded_under_its_own_name()
    {
        await using var gateway = await TestGateway.StartAsync();
        var client = await gateway.WithAsync([Scopes.StockRead], "P/1");
        Assert.NotEqual(HttpStatusCode.Forbidden, (await client.GetAsync("/v1/stock/P%2F1/RM01/A/held")).StatusCode);
        await (await client.GetAsync("/v1/stock/P%252F1/RM01/A/held")).ProblemAsync("forbidden");
    }
}

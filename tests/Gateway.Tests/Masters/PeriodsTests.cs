namespace Sync.Gateway.Tests.Masters;

public sealed class PeriodsTests
{
    private const string Path = "/v1/plants/P100/periods";

    [Fact]
    public async Task Periods_are_closed_by_an_update_of_the_plant_and_read_again()
    {
        await using var gateway = await TestGateway.StartAsync();
        ((FakePlant)gateway.Grains.Get<IPlantGrain>("P100")).Master = new PlantMaster(PlantId.Parse("P100"), "Etc/UTC", null, World.Open, [], 4)
        {
            Posting = new PostingPeriod(new DateOnly(2026, 10, 31), ClosedPeriodRule.FirstOpenDay),
        };
        var response = await gateway.Operator().SendAsync(HttpMethod.Put, Path, """{"closedThrough":"2026-10-31","rule":"FirstOpenDay"}""");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(new PlantUpdate.SetPeriods(new DateOnly(2026, 10, 31), ClosedPeriodRule.FirstOpenDay), gateway.Router.Single.Payload);
        var expected = """{"plant":"P100","closedThrough":"2026-10-31","rule":"FirstOpenDay","version":4}""";
        Assert.Equal(expected, await response.Content.ReadAsStringAsync());
        Assert.Equal(expected, await (await gateway.Operator().GetAsync(Path)).Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("""{"closedThrough":"9999-12-31"}""", "field-invalid", "closedThrough")]
    [InlineData("""{"closedThrough":"2026-10-31","rule":"Ignore"}""", "invalid-payload", "rule")]
    [InlineData("""{"closedThrough":"October"}""", "invalid-payload", "closedThrough")]
    public async Task What_does_not_fit_is_named_and_goes_no_further(string body, string code, string named)
    {
        await using var gateway = await TestGateway.StartAsync();
        var problem = await (await gateway.Operator().SendAsync(HttpMethod.Put, Path, body)).ProblemAsync(code);
        Assert.Contains(named, problem.Text("detail"));
        Assert.Empty(gateway.Router.Calls);
    }

    [Fact]
    public async Task The_periods_of_an_unknown_plant_are_not_found()
    {
        await using var gateway = await TestGateway.StartAsync();
        await (await gateway.Operator().GetAsync("/v1/plants/P9/periods")).ProblemAsync("not-found");
    }
}

namespace Sync.Gateway.Tests.Masters;

public sealed class OwnershipTests
{
    private const string Path = "/v1/plants/P100/ownership";

    private static readonly OwnershipRule Rule = new("/adapters/wms/*", MovementType.Receipt, LocationId.Parse("RM01"), new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.FromHours(1)), null, 60, 240);

    [Fact]
    public async Task Rules_are_set_by_an_update_of_the_plant_and_read_again()
    {
        await using var gateway = await TestGateway.StartAsync();
        ((FakePlant)gateway.Grains.Get<IPlantGrain>("P100")).Master = new PlantMaster(PlantId.Parse("P100"), "Etc/UTC", null, World.Open, [], 4) { Ownership = [Rule] };
        var body = """{"rules":[{"owner":"/adapters/wms/*","movement":"Receipt","location":"RM01","from":"2026-12-01T00:00:00+01:00","toleranceMinutes":60,"waitMinutes":240}]}""";
        var response = await gateway.Operator().SendAsync(HttpMethod.Put, Path, body);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(Rule, Assert.IsType<PlantUpdate.SetOwnership>(gateway.Router.Single.Payload).Rules.Single());
        Assert.Equal(new EntityKey(EntityKinds.Plant, "P100"), gateway.Router.Single.Target);
        var expected = """{"plant":"P100","rules":[{"owner":"/adapters/wms/*","movement":"Receipt","location":"RM01","from":"2026-12-01T00:00:00+01:00","toleranceMinutes":60,"waitMinutes":240}],"version":4}""";
        Assert.Equal(expected, await response.Content.ReadAsStringAsync());
        Assert.Equal(expected, await (await gateway.Operator().GetAsync(Path)).Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("""{"rules":[{"movement":"Receipt"}]}""", "field-missing", "owner")]
    [InlineData("""{"rules":[{"owner":""}]}""", "field-invalid", "rules[0].owner")]
    [InlineData("""{"rules":[{"owner":"/a/*/b"}]}""", "field-invalid", "*")]
    [InlineData("""{"rules":[{"owner":"/a","movement":"Gift"}]}""", "invalid-payload", "movement")]
    [InlineData("""{"rules":[{"owner":"/a","movement":"Reversal"}]}""", "field-invalid", "Reversal")]
    [InlineData("""{"rules":[{"owner":"/a","waitMinutes":0}]}""", "field-invalid", "waitMinutes")]
    [InlineData("""{"rules":[{"owner":"/a","toleranceMinutes":200000}]}""", "field-invalid", "toleranceMinutes")]
    [InlineData("""{"rules":[{"owner":"/a","from":"2026-12-02T00:00:00Z","until":"2026-12-01T00:00:00Z"}]}""", "field-invalid", "until")]
    [InlineData("""{"rules":[null]}""", "field-invalid", "rules[0]")]
    public async Task What_does_not_fit_is_named_and_goes_no_further(string body, string code, string named)
    {
        await using var gateway = await TestGateway.StartAsync();
        var problem = await (await gateway.Operator().SendAsync(HttpMethod.Put, Path, body)).ProblemAsync(code);
        Assert.Contains(named, problem.Text("detail"));
        Assert.Empty(gateway.Router.Calls);
    }

    [Fact]
    public async Task The_rules_of_an_unknown_plant_are_not_found()
    {
        await using var gateway = await TestGateway.StartAsync();
        await (await gateway.Operator().GetAsync("/v1/plants/P9/ownership")).ProblemAsync("not-found");
    }

    [Fact]
    public async Task A_position_shows_its_open_claims()
    {
        await using var gateway = await TestGateway.StartAsync();
        var at = new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
        ((FakeStock)gateway.Grains.Get<IStockGrain>("P100/RM01/A")).Position = new StockPosition(StockKey.Parse("P100/RM01/A"), 3, UnitCode.Each, default, [], [], [], [], 0)
        {
            Claims = [new ClaimView(new UpdateId("/adapters/erp/main", 0, "MD-1"), MovementType.Receipt, new DocumentReference("po", "45", "10"), null, 5.00m, -2, ClaimStanding.Differs, at, at, at.AddDays(1))],
        };
        var claim = (await (await gateway.Operator().GetAsync("/v1/stock/P100/RM01/A")).JsonAsync()).GetProperty("claims").EnumerateArray().Single();
        Assert.Equal(
            """{"source":"/adapters/erp/main","epoch":0,"id":"MD-1","movement":"Receipt","reference":{"kind":"po","number":"45","line":"10"},"claimed":5,"difference":-2,"standing":"Differs","occurredAt":"2026-11-23T08:00:00+00:00","since":"2026-11-23T08:00:00+00:00","dueAt":"2026-11-24T08:00:00+00:00"}""",
            claim.GetRawText());
    }
}

namespace Sync.Gateway.Tests.Masters;

public sealed class MasterTests
{
    private static readonly ItemMaster Item = new(ItemNumber.Parse("B/8"), UnitCode.Each, "Bolt", true, 0, [new UnitConversion(UnitCode.Parse("CA"), new Ratio(24, 1))], false, 2);
    private static readonly PlantMaster Plant = new(PlantId.Parse("P100"), "Europe/Berlin", "South", World.Open, [new LocationMaster(LocationId.Parse("RM01"), "Raw", true)], 4);

    [Fact]
    public async Task An_item_is_registered_by_an_update_and_the_master_is_the_answer()
    {
        await using var gateway = await TestGateway.StartAsync();
        ((FakeItem)gateway.Grains.Get<IItemGrain>("B%2F8")).Master = Item;
        var response = await gateway.Operator().SendAsync(
            HttpMethod.Put, "/v1/items/B%2F8", """{"baseUnit":"EA","name":"Bolt","lotManaged":true,"scale":0,"conversions":[{"unit":"CA","toBase":{"numerator":24,"denominator":1}}]}""", "application/json", ("Idempotency-Key", "\"k\""));
        Assert.Equal("""{"item":"B/8","baseUnit":"EA","name":"Bolt","lotManaged":true,"scale":0,"conversions":[{"unit":"CA","toBase":{"numerator":24,"denominator":1}}],"met":false,"version":2}""", await response.Content.ReadAsStringAsync());
        var update = gateway.Router.Single;
        Assert.Equal((new UpdateId(UpdateSources.GatewayApi, 0, "k"), new EntityKey("item", "B%2F8")), (update.Id, update.Target));
        var register = Assert.IsType<ItemUpdate.Register>(update.Payload);
        Assert.Equal((UnitCode.Each, "Bolt", true, 0), (register.BaseUnit, register.Name, register.LotManaged, register.Scale));
        Assert.Equal(new UnitConversion(UnitCode.Parse("CA"), new Ratio(24, 1)), register.Conversions.Single());
        Assert.Null(update.OccurredAt);
    }

    [Fact]
    public async Task Each_request_without_a_key_stands_for_itself()
    {
        await using var gateway = await TestGateway.StartAsync();
        for (var i = 0; i < 2; i++) await gateway.Operator().SendAsync(HttpMethod.Put, "/v1/items/A", """{"baseUnit":"EA"}""");
        Assert.NotEqual(gateway.Router.Calls[0][0].Id, gateway.Router.Calls[1][0].Id);
    }

    [Fact]
    public async Task A_plant_and_its_locations_are_registered()
    {
        await using var gateway = await TestGateway.StartAsync();
        ((FakePlant)gateway.Grains.Get<IPlantGrain>("P100")).Master = Plant;
        var response = await gateway.Operator().SendAsync(HttpMethod.Put, "/v1/plants/P100", """{"timeZone":"Europe/Berlin","name":"South","world":"Open"}""");
        Assert.Equal("""{"plant":"P100","timeZone":"Europe/Berlin","name":"South","world":"Open","locations":[{"location":"RM01","name":"Raw","met":true}],"version":4}""", await response.Content.ReadAsStringAsync());
        Assert.Equal(new PlantUpdate.Register("Europe/Berlin", "South", World.Open), gateway.Router.Calls[0][0].Payload);
        Assert.Equal(HttpStatusCode.OK, (await gateway.Operator().SendAsync(HttpMethod.Put, "/v1/plants/P100/locations/RM%2F1", """{"name":"Raw"}""")).StatusCode);
        Assert.Equal(new PlantUpdate.RegisterLocation(LocationId.Parse("RM/1"), "Raw"), gateway.Router.Calls[1][0].Payload);
        Assert.Equal("P100", (await (await gateway.Operator().GetAsync("/v1/plants/P100")).JsonAsync()).Text("plant"));
    }

    [Theory]
    [InlineData("/v1/items/A", "{}", "field-missing", "baseUnit")]
    [InlineData("/v1/items/A", """{"baseUnit":"each"}""", "invalid-payload", "baseUnit")]
    [InlineData("/v1/items/A", """{"baseUnit":"EA","scale":10}""", "field-invalid", "scale")]
    [InlineData("/v1/items/A", """{"baseUnit":"EA","colour":"red"}""", "invalid-payload", "colour")]
    [InlineData("/v1/items/A", "{", "malformed-json", "byte")]
    [InlineData("/v1/plants/P", """{"world":"Flat"}""", "invalid-payload", "world")]
    [InlineData("/v1/plants/P", """{"timeZone":"Nowhere/Land"}""", "field-invalid", "Nowhere/Land")]
    [InlineData("/v1/plants/P/locations/L", """{"title":"x"}""", "invalid-payload", "title")]
    [InlineData("/v1/plants/P/locations/L", """{"name":""}""", "field-invalid", "name")]
    public async Task What_does_not_fit_is_named_and_goes_no_further(string path, string body, string code, string named)
    {
        await using var gateway = await TestGateway.StartAsync();
        var problem = await (await gateway.Operator().SendAsync(HttpMethod.Put, path, body)).ProblemAsync(code);
        Assert.Contains(named, problem.Text("detail"));
        Assert.Empty(gateway.Router.Calls);
    }

    [Fact]
    public async Task Other_media_types_and_bodies_that_are_too_large_are_refused()
    {
        await using var gateway = await TestGateway.StartAsync();
        await (await gateway.Operator().SendAsync(HttpMethod.Put, "/v1/items/A", "{}", "text/plain")).ProblemAsync("unsupported-media-type");
        await (await gateway.Operator().SendAsync(HttpMethod.Put, "/v1/items/A", new string(' ', 1024 * 1024 + 1))).ProblemAsync("too-large");
    }

    [Fact]
    public async Task What_the_master_refuses_is_a_problem_with_its_reason()
    {
        await using var gateway = await TestGateway.StartAsync();
        var judges = new Dictionary<string, Func<Update, Receipt>>
        {
            ["master-conflict"] = u => new Receipt.Rejected(u.Id, ErrorCodes.MasterConflict.With("base unit EA")),
            ["identity-conflict"] = u => new Receipt.Held(u.Id, 1, ErrorCodes.IdentityConflict.With("k")),
            ["busy"] = u => new Receipt.RetryLater(u.Id, ErrorCodes.Busy.With("full")),
            ["outcome-unknown"] = u => new Receipt.Unknown(u.Id, ErrorCodes.OutcomeUnknown.With("lost")),
        };
        foreach (var (code, judge) in judges)
        {
            gateway.Router.Judge = judge;
            await (await gateway.Operator().SendAsync(HttpMethod.Put, "/v1/items/A", """{"baseUnit":"EA"}""")).ProblemAsync(code);
        }
    }

    [Fact]
    public async Task Unknown_masters_are_not_found()
    {
        await using var gateway = await TestGateway.StartAsync();
        await (await gateway.Operator().GetAsync("/v1/items/A")).ProblemAsync("not-found");
        await (await gateway.Operator().GetAsync("/v1/plants/P")).ProblemAsync("not-found");
    }
}

namespace Sync.Gateway.Tests.Stock;

public sealed class PlantStockTests
{
    [Fact]
    public async Task A_page_shows_rows_with_plain_numbers_and_how_far_behind_it_is()
    {
        await using var gateway = await TestGateway.StartAsync();
        Rows.With(gateway, Rows.Row("RM01", "A", 10.00m), Rows.Row("RM02", "A", 5m));
        var response = await gateway.Operator().GetAsync("/v1/plants/P100/stock?limit=1");
        Assert.Equal(
            """{"plant":"P100","rows":[{"location":"RM01","item":"A","version":3,"unit":"EA","onHand":10,"available":8.5,"reserved":2,"free":6.5,"inTransitOut":0.1,"accounts":[{"lot":"L1","status":"Quality","owner":"V1","amount":1.5}],"changedAt":"1970-01-01T00:00:00+00:00","occurredAt":"1970-01-01T01:00:00+00:00","held":1}],"next":"1","total":2,"behind":{"milliseconds":12,"asOf":"1970-01-01T00:00:00+00:00"}}""",
            await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Parameters_become_the_query()
    {
        await using var gateway = await TestGateway.StartAsync();
        var view = Rows.With(gateway, Rows.Row("RM01", "A", 10));
        await gateway.Operator().GetAsync("/v1/plants/P100/stock?item=A&location=RM01&status=quality&availableBelow=-1.5&sort=onHand&desc=true&limit=7&after=0");
        Assert.Equal(new PlantStockQuery(ItemNumber.Parse("A"), LocationId.Parse("RM01"), StockStatus.Quality, -1.5m, StockSort.OnHand, true, "0", 7), view.Asked.Single());
        await gateway.Operator().GetAsync("/v1/plants/P100/stock");
        Assert.Equal(new PlantStockQuery(), view.Asked[^1]);
    }

    [Theory]
    [InlineData("status=InTransit")]
    [InlineData("status=2")]
    [InlineData("sort=name")]
    [InlineData("sort=1")]
    [InlineData("availableBelow=1,5")]
    [InlineData("limit=0")]
    [InlineData("limit=1001")]
    [InlineData("item=%00")]
    [InlineData("location=")]
    public async Task A_parameter_that_makes_no_sense_is_named(string query)
    {
        await using var gateway = await TestGateway.StartAsync();
        var problem = await (await gateway.Operator().GetAsync($"/v1/plants/P100/stock?{query}")).ProblemAsync("invalid-query");
        Assert.Contains(query.Split('=')[0], problem.Text("detail"));
    }

    [Fact]
    public async Task The_whole_plant_streams_page_after_page_without_a_cap()
    {
        await using var gateway = await TestGateway.StartAsync();
        var view = Rows.With(gateway, [.. Enumerable.Range(0, 12_345).Select(i => Rows.Row("RM01", $"I{i:D5}", i))]);
        var client = gateway.Operator();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "application/x-ndjson");
        var response = await client.GetAsync("/v1/plants/P100/stock?location=RM01&limit=10");
        Assert.Equal("application/x-ndjson", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("12", response.Headers.GetValues("Sync-Behind-Milliseconds").Single());
        var rows = await response.LinesAsync();
        Assert.Equal(view.Rows.Select(r => r.Key.Item.Value), rows.Select(r => r.Text("item")));
        Assert.Equal([null, "5000", "10000"], view.Asked.Select(q => q.After));
        Assert.All(view.Asked, q => Assert.Equal((5_000, LocationId.Parse("RM01")), (q.Max, q.Location!.Value)));
    }

    [Fact]
    public async Task A_stream_that_breaks_in_the_middle_is_cut()
    {
        await using var gateway = await TestGateway.StartAsync();
        Rows.With(gateway, [.. Enumerable.Range(0, 6_000).Select(i => Rows.Row("RM01", $"I{i}", i))]).FailsAt = 2;
        var client = gateway.Operator();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "application/x-ndjson");
        await Assert.ThrowsAnyAsync<Exception>(() => client.GetStringAsync("/v1/plants/P100/stock"));
    }

    [Fact]
    public async Task A_stream_that_cannot_begin_is_a_problem()
    {
        await using var gateway = await TestGateway.StartAsync();
        Rows.With(gateway, Rows.Row("RM01", "A", 1)).FailsAt = 1;
        var client = gateway.Operator();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "application/x-ndjson");
        await (await client.GetAsync("/v1/plants/P100/stock")).ProblemAsync("timed-out");
    }

    [Fact]
    public async Task An_item_is_shown_at_every_location_with_totals()
    {
        await using var gateway = await TestGateway.StartAsync();
        var view = Rows.With(gateway, Rows.Row("RM01", "A", 10.5m), Rows.Row("RM02", "A", 5.5m));
        var json = await (await gateway.Operator().GetAsync("/v1/plants/P100/stock/A")).JsonAsync();
        Assert.Equal("""{"unit":"EA","onHand":16,"available":13,"reserved":4,"free":9,"inTransitOut":0.2}""", json.GetProperty("totals").GetRawText());
        Assert.Equal(2, json.GetProperty("rows").GetArrayLength());
        Assert.Equal(ItemNumber.Parse("A"), view.Asked.Single().Item);
    }

    [Fact]
    public async Task A_plant_that_is_not_known_is_told_apart_from_one_without_stock()
    {
        await using var gateway = await TestGateway.StartAsync();
        await (await gateway.Operator().GetAsync("/v1/plants/P999/stock")).ProblemAsync("not-found");
        await (await gateway.Operator().GetAsync("/v1/plants/P999/stock/A")).ProblemAsync("not-found");
        ((FakePlant)gateway.Grains.Get<IPlantGrain>("P999")).Master = new PlantMaster(PlantId.Parse("P999"), "Etc/UTC", null, World.Open, [], 1);
        Assert.Equal(HttpStatusCode.OK, (await gateway.Operator().GetAsync("/v1/plants/P999/stock")).StatusCode);
    }
}

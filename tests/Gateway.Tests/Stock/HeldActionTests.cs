namespace Sync.Gateway.Tests.Stock;

public sealed class HeldActionTests
{
    private const string Path = "/v1/stock/P100/RM01/A/";
    private const string Named = """{"source":"/erp","id":"GR-1","reason":"reset"}""";
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly UpdateId Id = new("/erp", 0, "GR-1");
    private static readonly Update Parked = new(Id, new EntityKey("stock", "P100/RM01/A"), new StockUpdate.Received(new Quantity(5, UnitCode.Parse("CA"))), Noon, Sequence: 7);

    [Fact]
    public async Task An_operator_opens_a_new_epoch_for_a_conflict()
    {
        await using var gateway = await TestGateway.StartAsync();
        Assert.Equal(HttpStatusCode.OK, (await gateway.Operator().SendAsync(HttpMethod.Post, Path + "held/new-epoch", Named)).StatusCode);
        Assert.Equal(new ControlUpdate.NewEpoch(Id, "reset", "operator"), gateway.Router.Single.Payload);
        await (await gateway.Operator().SendAsync(HttpMethod.Post, Path + "held/new-epoch", """{"source":"/erp"}""")).ProblemAsync("field-missing");
    }

    [Fact]
    public async Task An_operator_corrects_the_data_of_a_held_update()
    {
        await using var gateway = await StartAsync();
        var body = """{"source":"/erp","id":"GR-1","reason":"wrong unit","data":{"quantity":{"value":5,"unit":"EA"}}}""";
        Assert.Equal(HttpStatusCode.OK, (await gateway.Operator().SendAsync(HttpMethod.Post, Path + "held/fix", body)).StatusCode);
        var fix = Assert.IsType<ControlUpdate.Fix>(gateway.Router.Single.Payload);
        Assert.Equal((Id, "wrong unit", "operator"), (fix.Held, fix.Reason, fix.By));
        Assert.Equal(UpdateJson.Write(Parked with { Payload = new StockUpdate.Received(new Quantity(5, UnitCode.Each)) }), fix.Event);
    }

    [Theory]
    [InlineData("""{"source":"/erp","id":"GR-1","reason":"x"}""", "field-missing")]
    [InlineData("""{"source":"/erp","id":"GR-2","reason":"x","data":{"quantity":{"value":5,"unit":"EA"}}}""", "held-unknown")]
    [InlineData("""{"source":"/erp","id":"GR-1","reason":"x","data":{"quantity":{"value":-5,"unit":"EA"}}}""", "quantity-invalid")]
    [InlineData("""{"source":"/erp","id":"GR-1","reason":"x","data":{"qty":5}}""", "invalid-payload")]
    [InlineData("""{"source":"/erp","id":"GR-1","data":{"quantity":{"value":5,"unit":"EA"}}}""", "field-invalid")]
    public async Task A_correction_that_is_no_update_is_refused_at_once(string body, string code)
    {
        await using var gateway = await StartAsync();
        await (await gateway.Operator().SendAsync(HttpMethod.Post, Path + "held/fix", body)).ProblemAsync(code);
        Assert.Empty(gateway.Router.Calls);
    }

    [Theory]
    [InlineData("held/resume", "{}", typeof(ControlUpdate.Resume))]
    [InlineData("held/discard", Named, typeof(ControlUpdate.Discard))]
    [InlineData("held/new-epoch", Named, typeof(ControlUpdate.NewEpoch))]
    [InlineData("held/fix", """{"source":"/erp","id":"GR-1","reason":"x","data":{"quantity":{"value":5,"unit":"EA"}}}""", typeof(ControlUpdate.Fix))]
    [InlineData("gaps/declare", """{"source":"/mes","from":7,"reason":"restored"}""", typeof(ControlUpdate.DeclareMissing))]
    public async Task A_preview_shows_the_effect_and_writes_nothing(string action, string body, Type expected)
    {
        await using var gateway = await StartAsync();
        Update? asked = null;
        Stock(gateway).Foresee = a =>
        {
            asked = a;
            return new StockPreview(
                new Receipt.Applied(a.Id, 4, []), Position(3, 10), Position(5, 15), [new PreviewEffect(new Receipt.Applied(Id, 5, ["rounded"]), "stock.moved")], [new HeldUpdate(Parked, ErrorCodes.Queued.With("later"), Noon, 2) { Original = Parked }]);
        };
        var answer = await (await gateway.Operator().SendAsync(HttpMethod.Post, Path + action + "?preview=true", body)).JsonAsync();
        Assert.Equal(expected, asked!.Payload.GetType());
        Assert.Equal(("10", "15"), (answer.GetProperty("before").Text("onHand"), answer.GetProperty("after").Text("onHand")));
        var effect = answer.GetProperty("effects")[0];
        Assert.Equal(("stock.moved", "Applied", "GR-1", "5"), (effect.Text("kind"), effect.GetProperty("receipt").Text("verdict"), effect.GetProperty("receipt").Text("id"), effect.GetProperty("receipt").Text("version")));
        Assert.Equal(UpdateJson.Write(Parked), answer.GetProperty("held")[0].GetProperty("original").GetRawText());
        Assert.Empty(gateway.Router.Calls);
    }

    [Fact]
    public async Task A_preview_of_what_would_be_refused_is_the_refusal()
    {
        await using var gateway = await TestGateway.StartAsync();
        Stock(gateway).Foresee = a => new StockPreview(new Receipt.Rejected(a.Id, ErrorCodes.HeldAction.With("no conflict")), null, null, [], []);
        await (await gateway.Operator().SendAsync(HttpMethod.Post, Path + "held/new-epoch?preview=true", Named)).ProblemAsync("held-action");
    }

    [Fact]
    public async Task Gaps_are_shown_with_their_ranges()
    {
        await using var gateway = await TestGateway.StartAsync();
        Stock(gateway).Missing = [new SequenceGap("/mes", 1, 7, 9, Noon)];
        var gap = (await (await gateway.Operator().GetAsync(Path + "gaps")).JsonAsync()).GetProperty("gaps")[0];
        Assert.Equal(("/mes", "1", "7", "9"), (gap.Text("source"), gap.Text("epoch"), gap.Text("from"), gap.Text("to")));
    }

    [Fact]
    public async Task An_operator_declares_sequences_missing_with_a_reason()
    {
        await using var gateway = await TestGateway.StartAsync();
        await gateway.Operator().SendAsync(HttpMethod.Post, Path + "gaps/declare", """{"source":"/mes","epoch":1,"from":7,"to":9,"reason":"restored"}""");
        Assert.Equal(new ControlUpdate.DeclareMissing("/mes", 1, 7, 9, "restored", "operator"), gateway.Router.Single.Payload);
        await (await gateway.Operator().SendAsync(HttpMethod.Post, Path + "gaps/declare", """{"source":"/mes","from":9,"to":7,"reason":"x"}""")).ProblemAsync("field-invalid");
        await (await gateway.Operator().SendAsync(HttpMethod.Post, Path + "gaps/declare", """{"source":"/mes","from":9}""")).ProblemAsync("field-invalid");
        await (await gateway.Operator().SendAsync(HttpMethod.Post, Path + "gaps/declare", """{"source":"/mes","reason":"x"}""")).ProblemAsync("field-missing");
        var reader = await gateway.WithAsync([Scopes.StockRead]);
        await (await reader.SendAsync(HttpMethod.Post, Path + "gaps/declare", Named)).ProblemAsync("forbidden");
    }

    private static async Task<TestGateway> StartAsync()
    {
        var gateway = await TestGateway.StartAsync();
        Stock(gateway).Parked = [new HeldUpdate(Parked, ErrorCodes.UnitUnknown.With("CA"), Noon, 3)];
        return gateway;
    }

    private static FakeStock Stock(TestGateway gateway) => (FakeStock)gateway.Grains.Get<IStockGrain>("P100/RM01/A");

    private static StockPosition Position(long version, decimal amount) => new(
        StockKey.Parse("P100/RM01/A"), version, UnitCode.Each, new StockMeasures(amount, amount, 0, amount), [new AccountBalance(new StockAccount(), amount, null, 0)], [], [], [], 1);
}

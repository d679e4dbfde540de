namespace Sync.Gateway.Tests.Updates;

public sealed class SingleUpdateTests
{
    private static readonly Refusal Reason = ErrorCodes.ItemUnknown.With("the item A is not registered");

    [Fact]
    public async Task A_structured_event_is_submitted_and_its_receipt_is_the_answer()
    {
        await using var gateway = await TestGateway.StartAsync();
        gateway.Router.Judge = u => new Receipt.Applied(u.Id, 7, ["negative-stock"]);
        var response = await gateway.Operator().UpdatesAsync(Bodies.Received("GR-1"), Bodies.CloudEvent);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("""{"id":"GR-1","source":"/erp","verdict":"Applied","version":7,"flags":["negative-stock"]}""", await response.Content.ReadAsStringAsync());
        Assert.Equal(new EntityKey("stock", "P100/RM01/A"), gateway.Router.Single.Target);
    }

    [Theory]
    [InlineData("Duplicate", 200)]
    [InlineData("Superseded", 200)]
    [InlineData("Held", 202)]
    [InlineData("Rejected", 422)]
    [InlineData("RetryLater", 503)]
    [InlineData("Unknown", 503)]
    public async Task The_verdict_decides_the_status(string verdict, int status)
    {
        await using var gateway = await TestGateway.StartAsync();
        gateway.Router.Judge = u => verdict switch
        {
            "Duplicate" => new Receipt.Duplicate(u.Id, 3),
            "Superseded" => new Receipt.Superseded(u.Id, 3),
            "Held" => new Receipt.Held(u.Id, 3, Reason),
            "Rejected" => new Receipt.Rejected(u.Id, Reason),
            "RetryLater" => new Receipt.RetryLater(u.Id, Reason),
            _ => new Receipt.Unknown(u.Id, Reason),
        };
        var response = await gateway.Operator().UpdatesAsync(Bodies.Received("GR-1"), Bodies.CloudEvent);
        var receipt = await response.JsonAsync();
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(verdict, receipt.Text("verdict"));
        Assert.Equal(status == 200 ? null : Reason.Code, receipt.Text("code"));
        Assert.Equal(status == 200 ? null : Reason.Cure, receipt.Text("cure"));
        Assert.Equal(status == 503 ? "1" : null, response.Headers.RetryAfter?.ToString());
    }

    [Fact]
    public async Task Binary_mode_takes_attributes_from_headers_and_data_from_the_body()
    {
        await using var gateway = await TestGateway.StartAsync();
        var response = await gateway.Operator().UpdatesAsync(
            Bodies.Data, "application/json; charset=utf-8", ("ce-specversion", "1.0"), ("CE-Id", "GR%2D1"), ("ce-source", "\"/erp\""), ("ce-type", "com.orleanssync.stock.received.v1"),
            ("ce-subject", "P100/RM01/Schraube%20gr%C3%BCn"), ("ce-time", "2026-11-23T08:15:00Z"), ("ce-anything", "else"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(new UpdateId("/erp", 0, "GR-1"), gateway.Router.Single.Id);
        Assert.Equal("P100/RM01/Schraube grün", gateway.Router.Single.Target.Id);
        Assert.Equal(new StockUpdate.Received(new Quantity(5, UnitCode.Each)), gateway.Router.Single.Payload);
    }

    [Fact]
    public async Task Json_without_attributes_is_told_what_is_missing()
    {
        await using var gateway = await TestGateway.StartAsync();
        var problem = await (await gateway.Operator().UpdatesAsync(Bodies.Data, "application/json")).ProblemAsync("invalid-envelope");
        Assert.Contains("ce-", problem.Text("detail"));
    }

    [Fact]
    public async Task An_attribute_that_comes_twice_is_refused()
    {
        await using var gateway = await TestGateway.StartAsync();
        var response = await gateway.Operator().UpdatesAsync(
            Bodies.Data, "application/json", ("ce-specversion", "1.0"), ("ce-id", "a"), ("ce-id", "b"), ("ce-source", "/erp"), ("ce-type", "com.orleanssync.stock.received.v1"), ("ce-subject", "P100/RM01/A"));
        await response.ProblemAsync("invalid-envelope");
        Assert.Empty(gateway.Router.Calls);
    }

    [Theory]
    [InlineData("{\"specversion\":\"1.0\",", "malformed-json")]
    [InlineData("[]", "invalid-envelope")]
    [InlineData("", "malformed-json")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/e","type":"com.orleanssync.stock.received.v9","subject":"P/L/I","data":{}}""", "unknown-version")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/e","type":"nonsense","subject":"P/L/I","data":{}}""", "unknown-type")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/e","type":"com.orleanssync.stock.received.v1","subject":"P/L/I","data":{"quantity":{"value":1,"unit":"EA"},"qty":1}}""", "invalid-payload")]
    public async Task What_is_malformed_is_a_problem_and_goes_no_further(string body, string code)
    {
        await using var gateway = await TestGateway.StartAsync();
        await (await gateway.Operator().UpdatesAsync(body, Bodies.CloudEvent)).ProblemAsync(code, HttpStatusCode.BadRequest);
        Assert.Empty(gateway.Router.Calls);
    }

    [Fact]
    public async Task What_is_well_formed_but_out_of_range_gets_a_rejected_receipt()
    {
        await using var gateway = await TestGateway.StartAsync();
        var response = await gateway.Operator().UpdatesAsync(Bodies.Received("GR-1", quantity: "-5"), Bodies.CloudEvent);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        var receipt = await response.JsonAsync();
        Assert.Equal(("Rejected", "quantity-invalid", "GR-1"), (receipt.Text("verdict"), receipt.Text("code"), receipt.Text("id")));
        Assert.Empty(gateway.Router.Calls);
    }

    [Theory]
    [InlineData("\"key-1\"", "key-1")]
    [InlineData("key-1", "key-1")]
    [InlineData("\"a\\\"b\\\\c\"", "a\"b\\c")]
    public async Task An_idempotency_key_is_the_id_of_an_update_without_one(string header, string id)
    {
        await using var gateway = await TestGateway.StartAsync();
        var response = await gateway.Operator().UpdatesAsync(Bodies.Without("id", Bodies.Received("x")), Bodies.CloudEvent, ("Idempotency-Key", header));
        Assert.Equal(id, (await response.JsonAsync()).Text("id"));
        Assert.Equal(id, gateway.Router.Single.Id.MessageId);
    }

    [Fact]
    public async Task An_idempotency_key_works_in_binary_mode_too()
    {
        await using var gateway = await TestGateway.StartAsync();
        await gateway.Operator().UpdatesAsync(
            Bodies.Data, "application/json", ("Idempotency-Key", "k"), ("ce-specversion", "1.0"), ("ce-source", "/erp"), ("ce-type", "com.orleanssync.stock.received.v1"), ("ce-subject", "P100/RM01/A"));
        Assert.Equal("k", gateway.Router.Single.Id.MessageId);
    }

    [Theory]
    [InlineData("other", HttpStatusCode.BadRequest)]
    [InlineData("GR-1", HttpStatusCode.OK)]
    public async Task An_idempotency_key_beside_another_id_is_refused(string key, HttpStatusCode status)
    {
        await using var gateway = await TestGateway.StartAsync();
        var response = await gateway.Operator().UpdatesAsync(Bodies.Received("GR-1"), Bodies.CloudEvent, ("Idempotency-Key", key));
        Assert.Equal(status, response.StatusCode);
        if (status == HttpStatusCode.BadRequest) await response.ProblemAsync("idempotency-key-misplaced");
    }

    [Theory]
    [InlineData(Bodies.Batch, "k")]
    [InlineData(Bodies.Ndjson, "k")]
    [InlineData(Bodies.CloudEvent, "\"\"")]
    public async Task An_idempotency_key_that_cannot_be_used_is_refused(string mediaType, string key)
    {
        await using var gateway = await TestGateway.StartAsync();
        await (await gateway.Operator().UpdatesAsync("[]", mediaType, ("Idempotency-Key", key))).ProblemAsync("idempotency-key-misplaced");
        Assert.Empty(gateway.Router.Calls);
    }

    [Fact]
    public async Task Two_idempotency_keys_are_refused()
    {
        await using var gateway = await TestGateway.StartAsync();
        await (await gateway.Operator().UpdatesAsync(Bodies.Received("a"), Bodies.CloudEvent, ("Idempotency-Key", "a"), ("Idempotency-Key", "b"))).ProblemAsync("idempotency-key-misplaced");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/cloudevents+xml")]
    [InlineData("application/cloudevents+json; charset=utf-16")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task Other_media_types_are_refused_with_those_that_are_not(string mediaType)
    {
        await using var gateway = await TestGateway.StartAsync();
        var problem = await (await gateway.Operator().UpdatesAsync(Bodies.Received("a"), mediaType)).ProblemAsync("unsupported-media-type");
        Assert.Contains("application/x-ndjson", problem.Text("cure"));
        Assert.Empty(gateway.Router.Calls);
    }

    [Fact]
    public async Task A_missing_media_type_is_refused()
    {
        await using var gateway = await TestGateway.StartAsync();
        await (await gateway.Operator().PostAsync("/v1/updates", null)).ProblemAsync("unsupported-media-type");
    }

    [Fact]
    public async Task An_update_without_a_trace_takes_that_of_its_request()
    {
        await using var gateway = await TestGateway.StartAsync();
        const string trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        using var listener = new System.Diagnostics.ActivityListener { ShouldListenTo = s => s.Name == "Microsoft.AspNetCore", Sample = (ref System.Diagnostics.ActivityCreationOptions<System.Diagnostics.ActivityContext> _) => System.Diagnostics.ActivitySamplingResult.AllData };
        System.Diagnostics.ActivitySource.AddActivityListener(listener);
        await gateway.Operator().UpdatesAsync(Bodies.Received("a"), Bodies.CloudEvent, ("traceparent", $"00-{trace}-00f067aa0ba902b7-01"));
        Assert.Contains(trace, gateway.Router.Single.TraceParent);
    }
}

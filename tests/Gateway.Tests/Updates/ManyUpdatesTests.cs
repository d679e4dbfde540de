using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Sync.Gateway.Tests.Updates;

public sealed class ManyUpdatesTests
{
    [Fact]
    public async Task A_batch_is_one_call_and_its_receipts_stand_in_order()
    {
        await using var gateway = await TestGateway.StartAsync();
        var version = 0;
        gateway.Router.Judge = u => new Receipt.Applied(u.Id, ++version, []);
        var response = await gateway.Operator().UpdatesAsync($"[{Bodies.Received("a")},\n {Bodies.Received("b")}]", Bodies.Batch);
        Assert.Equal("""{"receipts":[{"id":"a","source":"/erp","verdict":"Applied","version":1},{"id":"b","source":"/erp","verdict":"Applied","version":2}]}""", await response.Content.ReadAsStringAsync());
        Assert.Equal(["a", "b"], Assert.Single(gateway.Router.Calls).Select(u => u.Id.MessageId));
    }

    [Fact]
    public async Task An_entity_that_does_not_answer_holds_back_no_receipt_but_its_own()
    {
        await using var gateway = await TestGateway.StartAsync(o => o.SubmitSeconds = 1);
        gateway.Router.Stuck = u => u.Id.MessageId == "e250";
        var response = await gateway.Operator().UpdatesAsync($"[{string.Join(',', Enumerable.Range(0, 500).Select(i => Bodies.Received($"e{i}")))}]", Bodies.Batch);
        JsonElement[] receipts = [.. (await response.JsonAsync()).GetProperty("receipts").EnumerateArray()];
        Assert.Equal(499, receipts.Count(r => r.Text("verdict") == "Applied"));
        Assert.Equal(("Unknown", "timed-out"), (receipts[250].Text("verdict"), receipts[250].Text("code")));
    }

    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(6, 5)]
    [InlineData(60, 59)]
    public async Task Entities_are_given_up_before_the_call_is(int limit, double most)
    {
        await using var gateway = await TestGateway.StartAsync(o => o.SubmitSeconds = limit);
        await gateway.Operator().UpdatesAsync(Bodies.Received("a"), Bodies.CloudEvent);
        Assert.InRange(gateway.Router.Patience!.Value.TotalSeconds, 0.001, most);
    }

    [Fact]
    public async Task In_a_silo_they_are_given_up_as_early()
    {
        var silo = new SiloRouter();
        await using var gateway = await TestGateway.StartAsync(o => o.SubmitSeconds = 15, services => services.AddSingleton<IUpdateRouter>(silo));
        Assert.Equal(HttpStatusCode.OK, (await gateway.Operator().UpdatesAsync(Bodies.Received("a"), Bodies.CloudEvent)).StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(14), silo.Patience);
        Assert.Empty(gateway.Router.Calls);
    }

    [Theory]
    [InlineData(Bodies.Batch)]
    [InlineData(Bodies.Ndjson)]
    public async Task A_bad_line_between_good_ones_gets_its_own_receipt_and_blocks_nobody(string mediaType)
    {
        await using var gateway = await TestGateway.StartAsync();
        string[] events = [Bodies.Received("a"), Bodies.Received("b", quantity: "0"), """{"id":"c","source":"/erp"}""", Bodies.Received("d"), "7", Bodies.Received("e")];
        var body = mediaType == Bodies.Batch ? $"[{string.Join(',', events)}]" : string.Join('\n', events);
        var response = await gateway.Operator().UpdatesAsync(body, mediaType);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        JsonElement[] receipts = mediaType == Bodies.Batch ? [.. (await response.JsonAsync()).GetProperty("receipts").EnumerateArray()] : await response.LinesAsync();
        Assert.Equal(["Applied", "Rejected", "Rejected", "Applied", "Rejected", "Applied"], receipts.Select(r => r.Text("verdict")));
        Assert.Equal(["a", "b", "c", "d", "", "e"], receipts.Select(r => r.Text("id")));
        Assert.Equal([null, "2", "3", null, "5", null], receipts.Select(r => r.Text("line")));
        Assert.Equal([null, "quantity-invalid", "invalid-envelope", null, "invalid-envelope", null], receipts.Select(r => r.Text("code")));
        Assert.Equal(["a", "d", "e"], Assert.Single(gateway.Router.Calls).Select(u => u.Id.MessageId));
    }

    [Fact]
    public async Task A_line_that_is_not_json_names_its_byte_and_the_next_line_is_read()
    {
        await using var gateway = await TestGateway.StartAsync();
        var receipts = await (await gateway.Operator().UpdatesAsync($"{{\"id\":\"x\",}}\n{Bodies.Received("b")}\n", Bodies.Ndjson)).LinesAsync();
        Assert.Equal(("Rejected", "malformed-json", "1"), (receipts[0].Text("verdict"), receipts[0].Text("code"), receipts[0].Text("line")));
        Assert.Contains("byte 10", receipts[0].Text("message"));
        Assert.Equal("Applied", receipts[1].Text("verdict"));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public async Task Lines_may_end_in_either_way_with_blank_lines_and_a_byte_order_mark_between(string end)
    {
        await using var gateway = await TestGateway.StartAsync();
        var receipts = await (await gateway.Operator().UpdatesAsync($"\uFEFF{Bodies.Received("a")}{end}{end}  {end}{Bodies.Received("b", quantity: "0")}", Bodies.Ndjson)).LinesAsync();
        Assert.Equal(["a", "b"], receipts.Select(r => r.Text("id")));
        Assert.Equal("4", receipts[1].Text("line"));
    }

    [Theory]
    [InlineData("[]", Bodies.Batch, """{"receipts":[]}""")]
    [InlineData("", Bodies.Ndjson, "")]
    public async Task Nothing_in_gives_nothing_out(string body, string mediaType, string answer)
    {
        await using var gateway = await TestGateway.StartAsync();
        var response = await gateway.Operator().UpdatesAsync(body, mediaType);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(answer, await response.Content.ReadAsStringAsync());
        Assert.Empty(gateway.Router.Calls);
    }

    [Theory]
    [InlineData("{}", "invalid-envelope")]
    [InlineData("[{}", "malformed-json")]
    [InlineData("[] []", "malformed-json")]
    [InlineData("[{},]", "malformed-json")]
    public async Task A_batch_that_is_no_array_is_refused_whole(string body, string code)
    {
        await using var gateway = await TestGateway.StartAsync();
        await (await gateway.Operator().UpdatesAsync(body, Bodies.Batch)).ProblemAsync(code);
        Assert.Empty(gateway.Router.Calls);
    }

    [Theory]
    [InlineData(Bodies.Batch)]
    [InlineData(Bodies.Ndjson)]
    public async Task Five_thousand_updates_go_and_one_more_does_not(string mediaType)
    {
        await using var gateway = await TestGateway.StartAsync();
        var events = Enumerable.Range(0, GatewayLimits.MaxUpdates + 1).Select(i => Bodies.Received($"m{i}")).ToArray();
        string Body(IEnumerable<string> some) => mediaType == Bodies.Batch ? $"[{string.Join(',', some)}]" : string.Join('\n', some);
        await (await gateway.Operator().UpdatesAsync(Body(events), mediaType)).ProblemAsync("too-large");
        Assert.Empty(gateway.Router.Calls);
        var response = await gateway.Operator().UpdatesAsync(Body(events[..^1]), mediaType);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(events[..^1].Select((_, i) => $"m{i}"), Assert.Single(gateway.Router.Calls).Select(u => u.Id.MessageId));
    }

    [Theory]
    [InlineData(Bodies.CloudEvent, true)]
    [InlineData(Bodies.Batch, true)]
    [InlineData(Bodies.Ndjson, true)]
    [InlineData(Bodies.CloudEvent, false)]
    [InlineData(Bodies.Batch, false)]
    [InlineData(Bodies.Ndjson, false)]
    public async Task A_body_of_more_than_eight_mebibytes_is_refused_also_when_its_length_is_not_told(string mediaType, bool told)
    {
        await using var gateway = await TestGateway.StartAsync();
        var bytes = new byte[GatewayLimits.MaxBodyBytes + 1];
        Array.Fill(bytes, (byte)' ');
        HttpContent content = told ? new ByteArrayContent(bytes) : new StreamContent(new Unsized(bytes));
        content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        var problem = await (await gateway.Operator().PostAsync("/v1/updates", content)).ProblemAsync("too-large");
        Assert.Contains("5,000 updates and 8 MiB", problem.Text("cure"));
        Assert.Empty(gateway.Router.Calls);
    }

    [Fact]
    public async Task When_more_is_under_way_than_fits_one_call_waits_and_the_next_is_told_to_come_again()
    {
        await using var gateway = await TestGateway.StartAsync(o => o.UpdateBytesInFlight = GatewayLimits.MaxBodyBytes);
        var gate = new TaskCompletionSource();
        gateway.Router.Gate = gate.Task;
        Task<HttpResponseMessage> Send()
        {
            var content = new StreamContent(new Unsized(System.Text.Encoding.UTF8.GetBytes(Bodies.Received("a"))));
            content.Headers.TryAddWithoutValidation("Content-Type", Bodies.Ndjson);
            return gateway.Operator().PostAsync("/v1/updates", content);
        }

        var first = Send();
        await gateway.Router.Reached.Task;
        Task<HttpResponseMessage>[] others = [Send(), Send()];
        var refused = await Task.WhenAny(others);
        await (await refused).ProblemAsync("busy");
        Assert.Equal("1", (await refused).Headers.RetryAfter?.ToString());
        gate.SetResult();
        Assert.Equal(HttpStatusCode.OK, (await first).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await others.Single(o => o != refused)).StatusCode);
    }

    [Fact]
    public async Task Receipts_of_the_router_are_in_order_whatever_they_say()
    {
        await using var gateway = await TestGateway.StartAsync();
        gateway.Router.Judge = u => u.Id.MessageId switch
        {
            "a" => new Receipt.Unknown(u.Id, ErrorCodes.OutcomeUnknown.With("lost")),
            "b" => new Receipt.Held(u.Id, 4, ErrorCodes.ItemUnknown.With("A")),
            _ => new Receipt.Duplicate(u.Id, 2),
        };
        var receipts = await (await gateway.Operator().UpdatesAsync(string.Join('\n', "abc".Select(c => Bodies.Received($"{c}"))), Bodies.Ndjson)).LinesAsync();
        Assert.Equal(["Unknown", "Held", "Duplicate"], receipts.Select(r => r.Text("verdict")));
        Assert.Equal(["1", "2", null], receipts.Select(r => r.Text("line")));
    }

    /// <summary>A stream that does not tell how long it is.</summary>
    private sealed class Unsized(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();
    }

    private sealed class SiloRouter : IUpdateRouter
    {
        public TimeSpan? Patience { get; private set; }

        public Task<ImmutableArray<Receipt>> SubmitAsync(ImmutableArray<Update> updates) => Task.FromResult<ImmutableArray<Receipt>>([.. updates.Select(u => new Receipt.Applied(u.Id, 1, []))]);

        public Task<ImmutableArray<Receipt>> SubmitAsync(ImmutableArray<Update> updates, TimeSpan patience)
        {
            Patience = patience;
            return SubmitAsync(updates);
        }
    }
}

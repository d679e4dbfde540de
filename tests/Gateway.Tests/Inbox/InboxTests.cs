using System.Collections.Immutable;

namespace Sync.Gateway.Tests.Inbox;

public sealed class InboxTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Messages_are_listed_as_asked_page_by_page()
    {
        await using var gateway = await TestGateway.StartAsync();
        var inbox = Fill(gateway);
        var body = await (await gateway.Operator().GetAsync("/v1/inbox?stream=erp&state=dead&before=99&limit=2")).JsonAsync();
        Assert.Equal(new InboxQuery("erp", InboxState.Dead, 99, 2), inbox.Asked);
        var first = body.GetProperty("messages")[0];
        Assert.Equal((8, "erp", "Dead", "inbox-unreadable"), (first.GetProperty("number").GetInt64(), first.Text("stream"), first.Text("state"), first.GetProperty("reason").Text("code")));
        Assert.Equal(1, first.GetProperty("verdicts").GetProperty("Rejected").GetInt32());
        Assert.Equal(7, body.GetProperty("next").GetInt64());
        Assert.False((await (await gateway.Operator().GetAsync("/v1/inbox")).JsonAsync()).TryGetProperty("next", out _));
        Assert.Equal(new InboxQuery(null, null, null, GatewayLimits.DefaultPage), inbox.Asked);
    }

    [Fact]
    public async Task A_message_shows_its_text_its_verdicts_and_who_did_what_and_why()
    {
        await using var gateway = await TestGateway.StartAsync();
        Fill(gateway);
        var body = await (await gateway.Operator().GetAsync("/v1/inbox/8")).JsonAsync();
        Assert.Equal(("text", "abc", "k1"), (body.Text("body"), body.Text("sha256"), body.Text("key")));
        Assert.Equal(["Applied", "Rejected", "Waiting"], body.GetProperty("receipts").EnumerateArray().Select(r => r.Text("verdict")));
        Assert.Equal(("resubmit", "ada", "mended"), (body.GetProperty("acts")[0].Text("action"), body.GetProperty("acts")[0].Text("by"), body.GetProperty("acts")[0].Text("reason")));
    }

    [Theory]
    [InlineData("resubmit")]
    [InlineData("discard")]
    public async Task An_act_goes_to_its_stream_with_who_and_why_and_is_known_again(string action)
    {
        await using var gateway = await TestGateway.StartAsync();
        Fill(gateway);
        var client = gateway.Operator();
        client.DefaultRequestHeaders.Add("Idempotency-Key", "once");
        var body = await (await client.SendAsync(HttpMethod.Post, $"/v1/inbox/8/{action}", """{"reason":"mended"}""")).JsonAsync();
        Assert.Equal("Done", body.Text("state"));
        var (number, act) = Assert.Single(((FakeAdapterStream)gateway.Grains.Get<IAdapterStreamGrain>("erp")).Acts);
        Assert.Equal((8, "once", action, "operator", "mended"), (number, act.Id, act.Action, act.By, act.Reason));
    }

    [Theory]
    [InlineData("/v1/inbox/8/resubmit", "{}", "field-missing")]
    [InlineData("/v1/inbox/8/discard", """{"reason":""}""", "field-missing")]
    [InlineData("/v1/inbox/5/resubmit", """{"reason":"r"}""", "not-found")]
    [InlineData("/v1/inbox/x/discard", """{"reason":"r"}""", "not-found")]
    public async Task An_act_that_makes_no_sense_is_refused(string path, string body, string code)
    {
        await using var gateway = await TestGateway.StartAsync();
        Fill(gateway);
        await (await gateway.Operator().SendAsync(HttpMethod.Post, path, body)).ProblemAsync(code);
        Assert.Empty(((FakeAdapterStream)gateway.Grains.Get<IAdapterStreamGrain>("erp")).Acts);
    }

    [Theory]
    [InlineData("/v1/inbox?state=lost", "invalid-query")]
    [InlineData("/v1/inbox?state=2", "invalid-query")]
    [InlineData("/v1/inbox?limit=0", "invalid-query")]
    [InlineData("/v1/inbox/9", "not-found")]
    public async Task A_query_that_makes_no_sense_is_refused(string path, string code)
    {
        await using var gateway = await TestGateway.StartAsync();
        await (await gateway.Operator().GetAsync(path)).ProblemAsync(code);
    }

    [Fact]
    public async Task What_a_stream_refuses_is_a_problem_and_a_key_for_one_plant_sees_nothing()
    {
        await using var gateway = await TestGateway.StartAsync();
        Fill(gateway);
        ((FakeAdapterStream)gateway.Grains.Get<IAdapterStreamGrain>("erp")).Answer = new InboxAnswer(null, ErrorCodes.InboxState.With("done"));
        await (await gateway.Operator().SendAsync(HttpMethod.Post, "/v1/inbox/8/discard", """{"reason":"r"}""")).ProblemAsync("inbox-state");
        await (await (await gateway.WithAsync([Scopes.Operate], "P100")).GetAsync("/v1/inbox/8")).ProblemAsync("forbidden");
        await (await (await gateway.WithAsync([Scopes.UpdatesWrite])).GetAsync("/v1/inbox")).ProblemAsync("forbidden");
    }

    private static FakeInbox Fill(TestGateway gateway)
    {
        var inbox = (FakeInbox)gateway.Grains.Get<IInboxGrain>("0");
        inbox.Messages = [Detail(8), Detail(7)];
        return inbox;
    }

    private static InboxDetail Detail(long number)
    {
        var id = new UpdateId("/erp", 0, "GR-1");
        var row = new InboxRow(
            number, "erp", number, $"m{number}", "text/csv", 4, Noon, InboxState.Dead, Noon, ErrorCodes.InboxUnreadable.With("event 2"),
            [new VerdictCount("Rejected", 1)], ["P1/L1/A"]);
        ImmutableArray<LineReceipt> receipts = [new(1, new Receipt.Applied(id, 3, [])), new(2, new Receipt.Rejected(id, ErrorCodes.InvalidPayload.With("no"))), new(3, null)];
        return new InboxDetail(row, "k1", [new InboundHeader("trace", "t")], "text", false, "abc", receipts, [new InboxAct("r", "resubmit", "ada", "mended", Noon)]);
    }
}

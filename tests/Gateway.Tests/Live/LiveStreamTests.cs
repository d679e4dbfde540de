using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Sync.Gateway.Tests.Stock;

namespace Sync.Gateway.Tests.Live;

/// <summary>Live stock as it goes over the wire.</summary>
public sealed class LiveStreamTests
{
    private const string Path = "/v1/plants/P100/live";

    [Fact]
    public async Task A_stream_is_a_snapshot_and_then_every_change_in_the_words_of_the_stock_list()
    {
        await using var gateway = await TestGateway.StartAsync();
        var view = Plant(gateway, Rows.Row("RM01", "A", 10.00m));
        using var stream = await EventStream.OpenAsync(gateway.Operator(), Path);
        Assert.Equal("""{"restarted":false,"total":1}""", (await stream.NextAsync("begin")).Data.ToString());
        var snapshot = await stream.NextAsync("snapshot");
        Assert.Equal(
            """{"rows":[{"location":"RM01","item":"A","version":3,"unit":"EA","onHand":10,"available":8.5,"reserved":2,"free":6.5,"inTransitOut":0.1,"accounts":[{"lot":"L1","status":"Quality","owner":"V1","amount":1.5}],"changedAt":"1970-01-01T00:00:00+00:00","occurredAt":"1970-01-01T01:00:00+00:00","held":1}]}""",
            snapshot.Data.ToString());
        Assert.Equal("epoch-1:1", (await stream.NextAsync("ready")).Id);
        view.Change(Rows.Row("RM01", "B", 1));
        var changed = await stream.NextAsync("changed");
        Assert.Equal(["B"], changed.Items);
        Assert.Equal(("epoch-1:2", 0), (changed.Id, changed.Data.GetProperty("removed").GetArrayLength()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_client_resumes_after_the_event_that_it_had_by_header_or_by_parameter(bool byHeader)
    {
        await using var gateway = await TestGateway.StartAsync();
        var view = Plant(gateway, Rows.Row("RM01", "A", 1), Rows.Row("RM01", "B", 1));
        view.Change(Rows.Row("RM01", "A", 2));
        using var stream = byHeader
            ? await EventStream.OpenAsync(gateway.Operator(), Path + "?lastEventId=epoch-1:0", "epoch-1:2")
            : await EventStream.OpenAsync(gateway.Operator(), Path + "?lastEventId=epoch-1:2");
        Assert.Equal(["A"], (await stream.NextAsync("changed")).Items);
        Assert.Equal("epoch-1:3", (await stream.NextAsync("ready")).Id);
    }

    [Theory]
    [InlineData("epoch-0:2")]
    [InlineData("nonsense")]
    public async Task A_client_of_a_view_that_is_gone_is_told_to_begin_again(string lastEventId)
    {
        await using var gateway = await TestGateway.StartAsync();
        Plant(gateway, Rows.Row("RM01", "A", 1));
        using var stream = await EventStream.OpenAsync(gateway.Operator(), Path, lastEventId);
        Assert.True((await stream.NextAsync("begin")).Data.GetProperty("restarted").GetBoolean());
        Assert.Equal(["A"], (await stream.NextAsync("snapshot")).Items);
    }

    [Fact]
    public async Task A_stream_goes_on_when_the_view_begins_anew()
    {
        await using var gateway = await TestGateway.StartAsync();
        var view = Plant(gateway, Rows.Row("RM01", "A", 1));
        using var stream = await EventStream.OpenAsync(gateway.Operator(), Path);
        foreach (var name in new[] { "begin", "snapshot", "ready" }) await stream.NextAsync(name);
        view.Restart(Rows.Row("RM01", "B", 1));
        Assert.True((await stream.NextAsync("begin")).Data.GetProperty("restarted").GetBoolean());
        Assert.Equal(["B"], (await stream.NextAsync("snapshot")).Items);
        Assert.Equal("epoch-2:1", (await stream.NextAsync("ready")).Id);
    }

    [Fact]
    public async Task A_view_that_does_not_answer_is_said_in_a_sentence_and_so_is_its_return()
    {
        await using var gateway = await TestGateway.StartAsync();
        var view = Plant(gateway, Rows.Row("RM01", "A", 1));
        using var stream = await EventStream.OpenAsync(gateway.Operator(), Path);
        foreach (var name in new[] { "begin", "snapshot", "ready" }) await stream.NextAsync(name);
        view.Fail(new TimeoutException());
        var stalled = await stream.NextAsync("stalled");
        Assert.Equal("timed-out", stalled.Data.Text("code"));
        Assert.Contains("P100", stalled.Data.Text("message"));
        Assert.NotEmpty(stalled.Data.Text("cure")!);
        view.Fail(null);
        view.Change(Rows.Row("RM01", "A", 2));
        await stream.NextAsync("resumed");
        Assert.Equal(["A"], (await stream.NextAsync("changed")).Items);
    }

    [Fact]
    public async Task Filters_are_those_of_the_list()
    {
        await using var gateway = await TestGateway.StartAsync();
        Plant(gateway, Rows.Row("RM01", "A", 1), Rows.Row("RM01", "B", 1), Rows.Row("RM02", "B", 1));
        using var stream = await EventStream.OpenAsync(gateway.Operator(), Path + "?location=RM01&item=B&status=quality");
        await stream.NextAsync("begin");
        Assert.Equal(["B"], (await stream.NextAsync("snapshot")).Items);
        var problem = await (await gateway.Operator().GetAsync(Path + "?status=Lost")).ProblemAsync("invalid-query");
        Assert.Contains("status", problem.Text("detail"));
    }

    [Fact]
    public async Task A_stream_needs_the_scope_and_the_plant_and_a_plant_that_is_known()
    {
        await using var gateway = await TestGateway.StartAsync();
        Plant(gateway, Rows.Row("RM01", "A", 1));
        await (await gateway.Nobody().GetAsync(Path)).ProblemAsync("unauthorized");
        await (await (await gateway.WithAsync([Scopes.UpdatesWrite])).GetAsync(Path)).ProblemAsync("forbidden");
        await (await (await gateway.WithAsync([Scopes.StockRead], "P200")).GetAsync(Path)).ProblemAsync("forbidden");
        await (await gateway.Operator().GetAsync("/v1/plants/P999/live")).ProblemAsync("not-found");
        using var stream = await EventStream.OpenAsync(await gateway.WithAsync([Scopes.StockRead], "P100"), Path);
        await stream.NextAsync("begin");
    }

    [Fact]
    public async Task One_client_too_many_is_refused_until_another_leaves()
    {
        await using var gateway = await TestGateway.StartAsync(o => o.LiveClients = 1);
        Plant(gateway, Rows.Row("RM01", "A", 1));
        var stream = await EventStream.OpenAsync(gateway.Operator(), Path);
        await stream.NextAsync("begin");
        var refused = await gateway.Operator().GetAsync(Path);
        await refused.ProblemAsync("live-full");
        Assert.NotNull(refused.Headers.RetryAfter);
        stream.Dispose();
        await Eventually(async () =>
        {
            using var answer = await gateway.Operator().GetAsync(Path, HttpCompletionOption.ResponseHeadersRead);
            return answer.StatusCode == HttpStatusCode.OK;
        });
    }

    [Fact]
    public async Task All_clients_of_a_plant_share_one_reader()
    {
        await using var gateway = await TestGateway.StartAsync();
        var view = Plant(gateway, Rows.Row("RM01", "A", 1));
        for (var i = 0; i < 20; i++)
        {
            using var stream = await EventStream.OpenAsync(gateway.Operator(), Path);
            foreach (var name in new[] { "begin", "snapshot", "ready" }) await stream.NextAsync(name);
        }

        Assert.InRange(view.Follows, 1, 2);
    }

    [Fact]
    public async Task A_stream_says_that_it_lives_each_15_s_and_ends_when_its_key_is_revoked()
    {
        var time = new FakeTimeProvider();
        await using var gateway = await TestGateway.StartAsync(services: s => s.AddSingleton<TimeProvider>(time));
        Plant(gateway, Rows.Row("RM01", "A", 1));
        using var stream = await EventStream.OpenAsync(await gateway.WithAsync([Scopes.StockRead], "P100"), Path);
        foreach (var name in new[] { "begin", "snapshot", "ready" }) await stream.NextAsync(name);
        time.Advance(TimeSpan.FromSeconds(15));
        var ping = await stream.NextAsync("ping");
        Assert.Equal(("epoch-1:1", "12"), (ping.Id, ping.Data.Text("behindMilliseconds")));
        await gateway.Access.Remove((await gateway.Access.List()).Single().Name);
        time.Advance(TimeSpan.FromSeconds(15));
        Assert.Null(await stream.NextAsync());
    }

    [Fact]
    public async Task Streams_end_when_the_host_stops()
    {
        await using var gateway = await TestGateway.StartAsync();
        Plant(gateway, Rows.Row("RM01", "A", 1));
        using var stream = await EventStream.OpenAsync(gateway.Operator(), Path);
        foreach (var name in new[] { "begin", "snapshot", "ready" }) await stream.NextAsync(name);
        gateway.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        Assert.Null(await stream.NextAsync());
    }

    [Fact]
    public async Task The_stream_is_in_the_description_of_the_api()
    {
        await using var gateway = await TestGateway.StartAsync();
        var document = await (await gateway.Operator().GetAsync("/openapi/v1.json")).JsonAsync();
        var get = document.GetProperty("paths").GetProperty("/v1/plants/{plant}/live").GetProperty("get");
        Assert.True(get.GetProperty("responses").GetProperty("200").GetProperty("content").TryGetProperty("text/event-stream", out _));
        Assert.Contains(get.GetProperty("parameters").EnumerateArray(), p => p.Text("name") == "lastEventId");
    }

    private static FakePlantStock Plant(TestGateway gateway, params StockRow[] rows)
    {
        var view = Rows.With(gateway, rows);
        view.Change(rows);
        return view;
    }

    private static async Task Eventually(Func<Task<bool>> met)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await met())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}

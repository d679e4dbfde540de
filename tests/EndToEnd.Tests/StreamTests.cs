using System.Globalization;
using System.Net;
using System.Text.Json;
using Sync.EndToEnd.Tests.Support;
using Sync.Journal.Tests.Support;

namespace Sync.EndToEnd.Tests;

/// <summary>Files that an adapter process takes go through its stream: nothing is lost or counted twice when a silo dies over them.</summary>
public sealed class StreamTests
{
    private const int Items = 10;
    private const int Rows = 600;

    [Fact]
    public async Task A_file_goes_through_the_stream_of_its_folder_and_a_killed_silo_costs_no_row()
    {
        if (PostgresServer.Binaries is null) Assert.Skip("PostgreSQL is not installed");
        await using var server = await PostgresServer.StartNewAsync();
        using var data = new DataFolder();
        await using var first = Start(server, data, "silo");
        await using var second = Start(server, data, "silo", "-2");
        await using var gateway = Start(server, data, "gateway");
        await using var adapters = Start(server, data, "adapters");
        await first.ReadyAsync();
        await second.ReadyAsync();
        await adapters.ReadyAsync();
        var api = new Api(await gateway.ReadyAsync(), await File.ReadAllTextAsync(data.File("gateway/operator.key"), TestContext.Current.CancellationToken));

        var drop = data.File("adapters/drop");
        Directory.CreateDirectory(drop);
        await File.WriteAllTextAsync(Path.Combine(drop, "rows.part"), Csv(), TestContext.Current.CancellationToken);
        File.Move(Path.Combine(drop, "rows.part"), Path.Combine(drop, "rows.csv"));
        var limit = Waits.Long;
        while ((await DoneAsync(api)).Length < 3) limit.ThrowIfCancellationRequested();
        await first.KillAsync();

        var report = Path.Combine(drop, "done", "rows.csv");
        while (!File.Exists(report))
        {
            limit.ThrowIfCancellationRequested();
            await api.Get("health/ready");
        }

        var verdicts = JsonElement.Parse(await File.ReadAllTextAsync(report + ".report.json", TestContext.Current.CancellationToken)).GetProperty("verdicts").EnumerateObject().ToArray();
        Assert.Equal(Rows, verdicts.Sum(v => v.Value.GetInt32()));
        Assert.Empty(verdicts.Select(v => v.Name).Except(["Applied", "Duplicate"]));
        for (var i = 0; i < Items; i++) Assert.Equal(Rows / Items, (await api.Position($"P100/RM01/I{i}", Rows / Items)).GetProperty("onHand").GetDecimal());

        // An operator sees each message and may submit it again.
        var messages = await DoneAsync(api);
        Assert.Equal(messages.Select(m => m.GetProperty("offset").GetInt64()).OrderDescending(), messages.Select(m => m.GetProperty("offset").GetInt64()));
        var number = messages[^1].GetProperty("number").GetInt64();
        var again = await api.Post($"v1/inbox/{number}/resubmit", """{"reason":"to see that it is safe"}""");
        Assert.Equal((HttpStatusCode.OK, "Done"), (again.Status, again.Json.GetProperty("state").GetString()));
        var detail = (await api.Get($"v1/inbox/{number}")).Json;
        Assert.Contains("\"source\":\"/adapters/file/drop\"", detail.GetProperty("body").GetString(), StringComparison.Ordinal);
        Assert.Equal("operator", Assert.Single(detail.GetProperty("acts").EnumerateArray()).GetProperty("by").GetString());
        Assert.Equal(Rows / Items, (await api.Position("P100/RM01/I0", Rows / Items)).GetProperty("onHand").GetDecimal());
    }

    private static async Task<JsonElement[]> DoneAsync(Api api)
    {
        var answer = await api.Get("v1/inbox?state=Done&limit=1000");
        return answer.Status == HttpStatusCode.OK ? [.. answer.Json.GetProperty("messages").EnumerateArray()] : [];
    }

    private static string Csv() => "type,plant,location,item,quantity,unit,id\n"
        + string.Concat(Enumerable.Range(0, Rows).Select(i => string.Create(CultureInfo.InvariantCulture, $"received,P100,RM01,I{i % Items},1,EA,R{i}\n")));

    private static RunningSystem Start(PostgresServer server, DataFolder data, string role, string more = "") => RunningSystem.Start(
        [("ORLEANSSYNC_Adapters__Files__Enabled", "true"), ("ORLEANSSYNC_Adapters__Files__BatchRows", "20")],
        ["--roles", role, "--storage", "postgres", "--connection", server.ConnectionString, "--cluster-id", "streams", "--urls", "http://127.0.0.1:0", "--data", data.File(role + more)]);
}

using System.Globalization;
using System.Net;
using System.Text.Json;
using Sync.EndToEnd.Tests.Support;
using Sync.Journal.Tests.Support;

namespace Sync.EndToEnd.Tests;

/// <summary>A line controller whose numbers must be followed one by one leaves a hole, says what cannot be placed, and starts its numbers again:
/// what an operator sees of it and does about it, over HTTP, with the program killed in between.</summary>
public sealed class GapTests
{
    private const string Mes = "/adapters/mes/line1";
    private const string Position = "P100/RM01/BOLT-M8";
    private const string Path = "v1/stock/" + Position;

    private static readonly (string Name, string Value)[] Agreement =
    [
        ("ORLEANSSYNC_Contracts__Sources__0__Source", Mes),
        ("ORLEANSSYNC_Contracts__Sources__0__Order", "strict"),
        ("ORLEANSSYNC_Contracts__Sources__0__GapTimeout", "00:00:01"),
    ];

    [Fact]
    public async Task A_gap_is_seen_declared_and_closed_and_what_is_held_is_mended_on_a_file()
    {
        using var data = new DataFolder();
        await RunAsync(data, []);
    }

    [Fact]
    public async Task A_gap_is_seen_declared_and_closed_and_what_is_held_is_mended_on_a_server()
    {
        Assert.SkipWhen(PostgresServer.Binaries is null, "PostgreSQL is not installed");
        await using var server = await PostgresServer.StartNewAsync();
        using var data = new DataFolder();
        await RunAsync(data, ["--storage", "postgres", "--connection", server.ConnectionString]);
    }

    private static async Task RunAsync(DataFolder data, string[] storage)
    {
        await using (var system = Start(data, storage))
        {
            var api = await ReadyAsync(system, data);
            await LeaveAGapAsync(api);
            await system.KillAsync();
        }

        await using var again = Start(data, storage);
        var after = await ReadyAsync(again, data);
        await DeclareAsync(after);
        await ParkAsync(after);
        await StartNumbersAgainAsync(after);
    }

    private static async Task LeaveAGapAsync(Api api)
    {
        await SaysAsync(api, Event("m1", 1, 10), "Applied");
        await SaysAsync(api, Event("m4", 4, 400), "Held", "sequence-gap");
        await SaysAsync(api, Event("m5", 5, 1_000), "Held", "sequence-gap");
        await SaysAsync(api, Events.Received("GR-1", Position, 5), "Applied"); // Another source passes.
        await StandsAsync(api, 15, "2-3", "m4 sequence-gap", "m5 sequence-gap");

        // Nobody closes it: a case names the range.
        var gap = await CaseAsync(api, "sequence-gap", "Open");
        Assert.Contains("2 to 3", gap.GetProperty("reason").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    private static async Task DeclareAsync(Api api)
    {
        await StandsAsync(api, 15, "2-3", "m4 sequence-gap", "m5 sequence-gap");
        await SaysAsync(api, Event("m4", 4, 400), "Duplicate");
        Assert.NotEqual(HttpStatusCode.OK, (await api.Post(Path + "/gaps/declare", Json(new { source = Mes, from = 2, to = 3 }))).Status);

        var declare = Json(new { source = Mes, from = 2, to = 3, reason = "restored from a backup" });
        var preview = (await api.Post(Path + "/gaps/declare?preview=true", declare)).Json;
        Assert.Equal((15m, 1_415m), (Balance(preview, "before"), Balance(preview, "after")));
        await StandsAsync(api, 15, "2-3", "m4 sequence-gap", "m5 sequence-gap");

        Assert.Equal("Applied", (await api.Post(Path + "/gaps/declare", declare)).Verdict);
        await StandsAsync(api, 1_415, "");
        Assert.Equal(["m5", "m4"], (await api.History(Position, "?limit=2")).Select(static r => r.GetProperty("messageId").GetString()));
        await CaseAsync(api, "sequence-gap", "Resolved");

        // What was said not to exist comes after all.
        await SaysAsync(api, Event("m3", 3, 7), "Held", "identity-conflict");
        await ActAsync(api, "discard", new { source = Mes, id = "m3", reason = "it was never sent" }, 1_415, 1_415);
        await StandsAsync(api, 1_415, "");
    }

    private static async Task ParkAsync(Api api)
    {
        await SaysAsync(api, Event("m6", 6, 20, "BX"), "Held", "unit-unknown");
        await SaysAsync(api, Event("m7", 7, 30), "Held", "queued");
        await SaysAsync(api, Events.Received("GR-2", Position, 1), "Applied");
        await StandsAsync(api, 1_416, "", "m6 unit-unknown", "m7 queued");

        // Nothing has changed that would let it go on.
        await ActAsync(api, "resume", new { source = Mes, id = "m6" }, 1_416, 1_416);
        await StandsAsync(api, 1_416, "", "m6 unit-unknown", "m7 queued");

        var fix = new { source = Mes, id = "m6", reason = "a box has 20", data = new { quantity = new { value = 20, unit = "EA" } } };
        await ActAsync(api, "fix", fix, 1_416, 1_466);
        await StandsAsync(api, 1_466, "");
        Assert.Equal(["m7", "m6"], (await api.History(Position, "?limit=2")).Select(static r => r.GetProperty("messageId").GetString()));
    }

    private static async Task StartNumbersAgainAsync(Api api)
    {
        await SaysAsync(api, Event("m1", 1, 2), "Held", "identity-conflict");
        await ActAsync(api, "new-epoch", new { source = Mes, id = "m1", reason = "the controller was replaced" }, 1_466, 1_468);
        await StandsAsync(api, 1_468, "");
        await SaysAsync(api, Event("m2", 2, 4), "Applied");
        await SaysAsync(api, Event("m1", 1, 2), "Duplicate");
        await SaysAsync(api, Event("m1", 1, 10), "Duplicate"); // The one of the old epoch.
        await StandsAsync(api, 1_472, "");
        Assert.Equal(0, (await api.Get("v1/cases?about=stock/" + Position)).Json.GetProperty("cases").EnumerateArray().Count(c => c.GetProperty("status").GetString() == "Open"
            && c.GetProperty("reason").GetProperty("code").GetString() == "sequence-gap"));
    }

    /// <summary>Shows what an action would do, then does it.</summary>
    private static async Task ActAsync(Api api, string action, object body, decimal before, decimal after)
    {
        var preview = (await api.Post($"{Path}/held/{action}?preview=true", Json(body))).Json;
        Assert.Equal((before, after), (Balance(preview, "before"), Balance(preview, "after")));
        Assert.Equal(before, await OnHandAsync(api));
        Assert.Equal("Applied", (await api.Post($"{Path}/held/{action}", Json(body))).Verdict);
        Assert.Equal(after, await OnHandAsync(api));
    }

    private static async Task SaysAsync(Api api, string update, string verdict, string? code = null)
    {
        var answer = await api.PostUpdate(update);
        Assert.True(answer.Verdict == verdict && (code is null || answer.Code == code), $"{update}\n{answer.Text}");
    }

    private static async Task StandsAsync(Api api, decimal onHand, string gaps, params string[] held)
    {
        Assert.Equal(onHand, await OnHandAsync(api));
        var missing = (await api.Get(Path + "/gaps")).Json.GetProperty("gaps").EnumerateArray().Select(static g => $"{g.GetProperty("from")}-{g.GetProperty("to")}");
        Assert.Equal(gaps, string.Join(' ', missing));
        var waits = (await api.Get(Path + "/held")).Json.GetProperty("held").EnumerateArray()
            .Select(static h => $"{h.GetProperty("update").GetProperty("id").GetString()} {h.GetProperty("reason").GetProperty("code").GetString()}");
        Assert.Equal(held, waits);
    }

    private static async Task<decimal> OnHandAsync(Api api) => (await api.Get(Path)).Json.GetProperty("onHand").GetDecimal();

    private static async Task<JsonElement> CaseAsync(Api api, string code, string status)
    {
        for (var limit = Waits.Short; ; limit.ThrowIfCancellationRequested())
        {
            var answer = await api.Get($"v1/cases/{code}/stock/{Position}");
            if (answer.Status == HttpStatusCode.OK && answer.Json.GetProperty("status").GetString() == status) return answer.Json;
        }
    }

    private static decimal Balance(JsonElement preview, string when) => preview.GetProperty(when).GetProperty("onHand").GetDecimal();

    private static string Event(string id, long sequence, decimal quantity, string unit = "EA") => Json(new
    {
        specversion = "1.0",
        source = Mes,
        id,
        type = "com.orleanssync.stock.received.v1",
        subject = Position,
        time = "2026-11-23T08:15:00+01:00",
        sequence = sequence.ToString(CultureInfo.InvariantCulture),
        data = new { quantity = new { value = quantity, unit } },
    });

    private static string Json(object value) => JsonSerializer.Serialize(value);

    private static RunningSystem Start(DataFolder data, string[] storage) =>
        RunningSystem.Start(Agreement, [.. storage, "--data", data.Path, "--urls", "http://127.0.0.1:0"]);

    private static async Task<Api> ReadyAsync(RunningSystem system, DataFolder data) => new(await system.ReadyAsync(), await File.ReadAllTextAsync(data.File("operator.key")));
}

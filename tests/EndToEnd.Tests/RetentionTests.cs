using System.Globalization;
using System.Net;
using Sync.Contracts;
using Sync.EndToEnd.Tests.Support;

namespace Sync.EndToEnd.Tests;

/// <summary>What is old leaves the journal of the running system, and nobody is told anything wrong afterwards.</summary>
public sealed class RetentionTests
{
    private const string Position = "P100/RM01/BOLT-M8";
    private const int Records = 200;
    private const int Archived = 149;
    private static readonly DateTimeOffset Start = Instants.Truncate(DateTimeOffset.UtcNow.AddDays(-40));

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Old_records_leave_for_the_archive_and_what_they_said_stays_true(string storage)
    {
        await using var data = await StoredData.CreateAsync(storage);
        await OldJournal.WriteAsync(data.Configure, StockKey.Parse(Position), Start, Records, snapshotAt: Archived + 1);
        var (system, api) = await StartAsync(data);
        try
        {
            await RunAsync(data, system);
            Assert.Equal(0L, await data.ScalarAsync($"select count(*) from journal where entity = 'stock/{Position}' and version <= {Archived}"));
            Assert.NotEmpty(Directory.GetFiles(data.Folder.File("archive"), "*.gz"));
            await HoldsAsync(api, Records, version: Records);

            // As of an instant before movements that nobody remembers one by one any more.
            var count = await api.PostUpdate(Count("CT-1", Start.AddHours(10)));
            Assert.Equal(("Held", "history-archived"), (count.Verdict, count.Code));
            var reversal = await api.PostUpdate(Reversal("RV-1", "m5"));
            Assert.Equal(("Held", "reversed-unknown"), (reversal.Verdict, reversal.Code));
            Assert.Contains("it has been archived", reversal.Text, StringComparison.Ordinal);
            await system.DisposeAsync();

            (system, api) = await StartAsync(data);
            await HoldsAsync(api, Records, version: Records + 2);
            Assert.Equal("Applied", (await api.PostUpdate(Events.Received("GR-1", Position, quantity: 1))).Verdict);
            var discarded = await api.Post($"v1/stock/{Position}/held/discard", $$"""{"source":"{{OldJournal.Source}}","epoch":0,"id":"CT-1","reason":"counted anew"}""");
            Assert.True(discarded.Status == HttpStatusCode.OK, discarded.Text);
            Assert.Equal(Records + 1, await OnHandAsync(api));

            await ProvenAsync(data);
        }
        finally
        {
            await system.DisposeAsync();
        }
    }

    [Fact]
    public async Task Without_a_number_of_days_everything_stays_and_the_answer_says_so()
    {
        using var data = new DataFolder();
        var (system, api) = await RunningSystem.StartReadyAsync(data.Path);
        await using var running = system;
        var (code, told) = await CommandAsync("retention", "run", "--data", data.Path, "--urls", await system.ReadyAsync());
        Assert.Equal(1, code);
        Assert.Contains("Retention:HistoryDays is 0", told, StringComparison.Ordinal);
        Assert.Equal(0, (await api.Get("v1/retention")).Json.GetProperty("historyDays").GetInt32());
        Assert.Equal(HttpStatusCode.NotFound, (await api.Get("v1/stock/P1/L1/NEVER/history?before=50")).Status);
    }

    private static async Task<(RunningSystem System, Api Api)> StartAsync(StoredData data) => await RunningSystem.StartReadyAsync(
        data.Folder.Path, [("ORLEANSSYNC_Retention__HistoryDays", "30"), ("ORLEANSSYNC_Audit__Heads__IntervalSeconds", "1"), .. data.Environment]);

    /// <summary>Asks by the command until something left: the feed's readers and the anchored head have to be beyond it first.</summary>
    private static async Task RunAsync(StoredData data, RunningSystem system)
    {
        var address = await system.ReadyAsync();
        for (var limit = Waits.Short; ; limit.ThrowIfCancellationRequested())
        {
            var (code, told) = await CommandAsync(["retention", "run", "--urls", address, .. data.Arguments]);
            Assert.True(code == 0, told);
            if (told.Contains($"{Archived} records left the journal", StringComparison.Ordinal)) return;
            Assert.Contains(" 0 records left", told, StringComparison.Ordinal);
        }
    }

    /// <summary>What must be true after archiving, before and after a restart.</summary>
    private static async Task HoldsAsync(Api api, decimal onHand, int version)
    {
        Assert.Equal(onHand, await OnHandAsync(api));
        foreach (var id in new[] { 1, 77, Archived, Archived + 1, Records })
        {
            var again = await api.PostUpdate(Again(id));
            Assert.True(("Duplicate", (long)id) == (again.Verdict, again.Json.GetProperty("version").GetInt64()), again.Text);
        }

        var history = (await api.Get($"v1/stock/{Position}/history?limit=500")).Json;
        Assert.Equal((version - Archived, Archived), (history.GetProperty("records").GetArrayLength(), history.GetProperty("archivedUpTo").GetInt64()));
        Assert.False(history.TryGetProperty("next", out _));
        var page = (await api.Get($"v1/stock/{Position}/history?before={Archived + 1}")).Json;
        Assert.Equal((0, Archived), (page.GetProperty("records").GetArrayLength(), page.GetProperty("archivedUpTo").GetInt64()));

        foreach (var time in new[] { "recorded", "occurred" })
        {
            Assert.Equal(160, (await api.Get($"v1/stock/{Position}?time={time}&at={At(160)}")).Json.GetProperty("onHand").GetDecimal());
            var gone = await api.Get($"v1/stock/{Position}?time={time}&at={At(100)}");
            Assert.Equal((HttpStatusCode.Conflict, "history-archived"), (gone.Status, gone.Code));
        }

        var told = (await api.Get($"v1/stock/{Position}/explain?limit=10")).Json;
        Assert.Equal((Records, Records - 10), (told.GetProperty("closing").GetProperty("onHand").GetDecimal(), told.GetProperty("opening").GetProperty("onHand").GetDecimal()));
        var pass = (await api.Post($"v1/verify?entity=stock/{Position}")).Json;
        Assert.True((0, version - Archived) == (pass.GetProperty("found").GetInt64(), pass.GetProperty("records").GetInt64()), pass.GetRawText());
        Assert.Equal(0, pass.GetProperty("failed").GetInt64());
    }

    private static async Task ProvenAsync(StoredData data)
    {
        var folder = data.Folder;
        var export = folder.File("export.ndjson.gz");
        var (code, told) = await CommandAsync(["audit", "export", "--out", export, .. data.Arguments]);
        Assert.True(code == 0, told);
        (code, told) = await CommandAsync(
            "audit", "verify", "--export", export, "--heads", folder.File("heads"), "--key", folder.File("heads", "public.pem"), "--archive", folder.File("archive"));
        Assert.True(code == 0, told);
        (code, told) = await CommandAsync(["verify", .. data.Arguments]);
        Assert.True(code == 0, told);
    }

    private static async Task<decimal> OnHandAsync(Api api) => (await api.Get($"v1/stock/{Position}")).Json.GetProperty("onHand").GetDecimal();

    private static Task<(int Code, string Told)> CommandAsync(params string[] arguments) =>
        Tools.TryAsync("dotnet", [Path.Combine(AppContext.BaseDirectory, "Sync.Silo.dll"), .. arguments]);

    private static string At(int hour) => Uri.EscapeDataString(Start.AddHours(hour).ToString("O", CultureInfo.InvariantCulture));

    private static string Again(int i) => Event($"m{i}", "received", Start.AddHours(i), """{"quantity":{"value":1,"unit":"EA"}}""");

    private static string Count(string id, DateTimeOffset asOf) => Event(id, "counted", asOf, """{"lines":[{"quantity":{"value":3,"unit":"EA"}}]}""");

    private static string Reversal(string id, string reverses) => Event(id, "reversed", DateTimeOffset.UtcNow, $$"""{"reverses":"{{reverses}}"}""");

    private static string Event(string id, string type, DateTimeOffset time, string data) =>
        $$"""{"specversion":"1.0","source":"{{OldJournal.Source}}","id":"{{id}}","type":"com.orleanssync.stock.{{type}}.v1","subject":"{{Position}}","time":"{{time:O}}","data":{{data}}}""";
}

using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Sync.EndToEnd.Tests.Support;

namespace Sync.EndToEnd.Tests;

/// <summary>The real inventory as a file in a drop folder: loaded once, however often and in whatever pieces it comes.</summary>
public sealed class DroppedFilesTests
{
    private const int Rows = 1_069;

    [Fact]
    public async Task Dropped_again_changed_or_in_halves_every_row_counts_once()
    {
        var file = Samples.Find("adventureworks", "ProductInventory.csv");
        Assert.SkipWhen(file is null, "../shared/samples/adventureworks is not there");
        var lines = await File.ReadAllLinesAsync(file!, TestContext.Current.CancellationToken);
        using var data = new DataFolder();
        using var drop = new DataFolder();

        var (system, api) = await RunningSystem.StartReadyAsync(data.Path, Settings(drop));
        await using (system)
        {
            Assert.Equal("534 Applied", await Drop(drop, "half.csv", lines.Take(534)));
            Assert.Equal("535 Applied, 534 Duplicate", await Drop(drop, "whole.csv", lines));
            Assert.Equal(Expected(lines), await Totals(api, Expected(lines)));
            Assert.Equal("1069 Duplicate", await Drop(drop, "again.csv", lines));

            // A re-export with the quantity of one row changed, and not even its time.
            lines[7] = Change(lines[7], 4_711);
            Assert.Equal("1 Applied, 1068 Duplicate", await Drop(drop, "changed.csv", lines));
            Assert.Equal(Expected(lines), await Totals(api, Expected(lines)));
            await system.KillAsync();
        }

        (system, api) = await RunningSystem.StartReadyAsync(data.Path, Settings(drop));
        await using (system)
        {
            Assert.Equal("1069 Duplicate", await Drop(drop, "restarted.csv", lines));
            Assert.Equal(Expected(lines), await Totals(api, Expected(lines)));
        }
    }

    [Fact]
    public async Task The_trace_of_a_file_goes_on_into_the_history_of_its_rows()
    {
        using var data = new DataFolder();
        var (system, api) = await RunningSystem.StartReadyAsync(data.Path, ("ORLEANSSYNC_Adapters__Files__Enabled", "true"));
        await using var running = system;

        var report = await Take(data.File("drop"), "rows.csv", "type,plant,location,item,quantity,unit,time\nreceived,P100,RM01,BOLT-M8,5,EA,2026-11-23T08:15:00+01:00\n");

        Assert.Equal("1 Applied", Verdicts(report));
        var trace = report.GetProperty("traceId").GetString()!;
        Assert.Contains(trace, Assert.Single(await api.History("P100/RM01/BOLT-M8")).ToString());
        Assert.Contains("orleanssync_files_rows", (await api.Get("metrics", "text/plain")).Text);
    }

    [Fact]
    public async Task A_complete_snapshot_empties_what_it_leaves_out_once_and_half_of_it_nothing()
    {
        const string Columns = "location,item,quantity,unit\n";
        const string Snapshot = "#snapshot=complete plant=P100 time=2026-11-23T08:00:00+01:00\n" + Columns;
        using var data = new DataFolder();
        var (system, api) = await RunningSystem.StartReadyAsync(data.Path, ("ORLEANSSYNC_Adapters__Files__Enabled", "true"));
        await using var running = system;
        await Take(data.File("drop"), "before.csv", "type,plant,location,item,quantity,unit,time\nreceived,P100,RM01,BOLT,10,EA,2026-11-23T07:00:00+01:00\nreceived,P100,RM01,OLD,4,EA,2026-11-23T07:00:00+01:00\nreceived,P100,FG01,OLD,3,EA,2026-11-23T09:00:00+01:00\n");

        var half = await Take(data.File("drop"), "half.csv", Snapshot + "RM01,BOLT,9,EA", "failed");
        Assert.StartsWith("Nothing was taken", half.GetProperty("summary").GetString());
        Assert.Equal(4, OnHand(await api.Position("P100/RM01/OLD", 1)));

        var whole = await Take(data.File("drop"), "whole.csv", Snapshot + "RM01,BOLT,9,EA\n");
        Assert.Equal(("1 Applied", 3), (Verdicts(whole), whole.GetProperty("snapshot").GetProperty("leftOut").GetProperty("Applied").GetInt32()));
        Assert.Equal(9, OnHand(await api.Position("P100/RM01/BOLT", 3)));
        Assert.Equal(0, OnHand(await api.Position("P100/RM01/OLD", 2)));
        Assert.Equal(3, OnHand(await api.Position("P100/FG01/OLD", 2)));

        var again = await Take(data.File("drop"), "again.csv", Snapshot + "RM01,BOLT,9,EA\n");
        Assert.Equal(("1 Duplicate", """{"Duplicate":3}"""), (Verdicts(again), string.Concat(again.GetProperty("snapshot").GetProperty("leftOut").GetRawText().Where(static c => !char.IsWhiteSpace(c)))));

        await Take(data.File("drop"), "late.csv", "type,plant,location,item,quantity,unit,time\nreceived,P100,RM01,OLD,2,EA,2026-11-23T07:30:00+01:00\nreceived,P100,RM01,OLD,1,EA,2026-11-23T08:30:00+01:00\n");
        Assert.Equal(1, OnHand(await api.Position("P100/RM01/OLD", 4)));
    }

    private static decimal OnHand(JsonElement position) => position.GetProperty("onHand").GetDecimal();

    private static (string, string)[] Settings(DataFolder drop) =>
    [
        ("ORLEANSSYNC_Adapters__Files__Folders__0__Path", drop.Path),
        ("ORLEANSSYNC_Adapters__Files__Folders__0__Name", "adventureworks"),
        ("ORLEANSSYNC_Adapters__Files__Folders__0__Mapping", Path.GetFullPath(Path.Combine(Here(), "..", "..", "..", "deploy", "mappings", "adventureworks-inventory.json"))),
    ];

    private static async Task<string> Drop(DataFolder drop, string name, IEnumerable<string> lines) => Verdicts(await Take(drop.Path, name, string.Concat(lines.Select(l => l + "\n"))));

    /// <summary>Drops a file as a careful producer does, under another name first, and waits for its report.</summary>
    private static async Task<JsonElement> Take(string folder, string name, string text, string outcome = "done")
    {
        using var signal = new SemaphoreSlim(0);
        Directory.CreateDirectory(Path.Combine(folder, outcome));
        using var watcher = new FileSystemWatcher(Path.Combine(folder, outcome), name) { EnableRaisingEvents = true };
        watcher.Created += (_, _) => signal.Release();
        await File.WriteAllTextAsync(Path.Combine(folder, name + ".part"), text, Waits.Short);
        File.Move(Path.Combine(folder, name + ".part"), Path.Combine(folder, name));
        await signal.WaitAsync(Waits.Short);
        return JsonElement.Parse(await File.ReadAllTextAsync(Path.Combine(folder, outcome, name + ".report.json"), Waits.Short));
    }

    private static string Verdicts(JsonElement report) =>
        string.Join(", ", report.GetProperty("verdicts").EnumerateObject().Select(v => $"{v.Value.GetInt64()} {v.Name}"));

    private static string Change(string line, int quantity)
    {
        var cells = line.Split('\t');
        cells[4] = quantity.ToString(CultureInfo.InvariantCulture);
        return string.Join('\t', cells);
    }

    private static SortedDictionary<string, decimal> Expected(string[] lines) => new(
        lines.Select(l => l.Split('\t')).GroupBy(r => r[1], r => decimal.Parse(r[4], CultureInfo.InvariantCulture)).ToDictionary(g => g.Key, g => g.Sum()), StringComparer.Ordinal);

    // The view follows the journal: it is asked until it is right, or the time limit shows what is wrong.
    private static async Task<SortedDictionary<string, decimal>> Totals(Api api, SortedDictionary<string, decimal> expected)
    {
        for (var limit = CancellationTokenSource.CreateLinkedTokenSource(Waits.Short, new CancellationTokenSource(TimeSpan.FromSeconds(20)).Token).Token; ;)
        {
            var rows = (await api.Get("v1/plants/AW/stock", "application/x-ndjson")).Lines;
            var totals = new SortedDictionary<string, decimal>(
                rows.GroupBy(r => r.GetProperty("location").GetString()!, r => r.GetProperty("onHand").GetDecimal()).ToDictionary(g => g.Key, g => g.Sum()), StringComparer.Ordinal);
            if ((rows.Length == Rows && totals.SequenceEqual(expected)) || limit.IsCancellationRequested) return totals;
        }
    }

    private static string Here([CallerFilePath] string file = "") => file;
}

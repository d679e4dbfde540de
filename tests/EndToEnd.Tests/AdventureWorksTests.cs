using System.Globalization;
using System.Text.Json;
using Sync.EndToEnd.Tests.Support;

namespace Sync.EndToEnd.Tests;

/// <summary>The guide's real inventory: loaded once, and once more.</summary>
public sealed class AdventureWorksTests
{
    private const int Rows = 1_069;

    [Fact]
    public async Task Every_row_counts_once_however_often_the_file_is_sent()
    {
        var file = Samples.Find("adventureworks", "ProductInventory.csv");
        Assert.SkipWhen(file is null, "../shared/samples/adventureworks is not there");
        var rows = (await File.ReadAllLinesAsync(file!)).Select(line => line.Split('\t')).ToArray();
        var expected = new SortedDictionary<string, decimal>(
            rows.GroupBy(row => row[1], row => decimal.Parse(row[4], CultureInfo.InvariantCulture)).ToDictionary(g => g.Key, g => g.Sum()), StringComparer.Ordinal);
        var lines = string.Join('\n', rows.Select(Event));
        using var data = new DataFolder();

        var (system, api) = await RunningSystem.StartReadyAsync(data.Path);
        await using (system)
        {
            Assert.Equal(Rows, await Post(api, lines, "Applied"));
            Assert.Equal(expected, await Totals(api));
            Assert.Equal(Rows, await Post(api, lines, "Duplicate"));
            Assert.Equal(expected, await Totals(api));
            await system.KillAsync();
        }

        (system, api) = await RunningSystem.StartReadyAsync(data.Path);
        await using (system)
        {
            Assert.Equal(Rows, await Post(api, lines, "Duplicate"));
            Assert.Equal(expected, await Totals(api));
        }
    }

    private static string Event(string[] row) => JsonSerializer.Serialize(new
    {
        specversion = "1.0",
        source = "/adapters/file/adventureworks",
        id = row[5],
        type = "com.orleanssync.stock.counted.v1",
        subject = $"AW/{row[1]}/{row[0]}",
        time = row[6].Replace(' ', 'T')[..19] + "Z",
        data = new { lines = new[] { new { quantity = new { value = int.Parse(row[4], CultureInfo.InvariantCulture), unit = "EA" } } }, complete = true },
    });

    private static async Task<int> Post(Api api, string lines, string verdict) =>
        (await api.PostLines(lines)).Lines.Count(receipt => receipt.GetProperty("verdict").GetString() == verdict);

    // The view follows the journal: it is asked until it has every row, or a total is wrong.
    private static async Task<SortedDictionary<string, decimal>> Totals(Api api)
    {
        for (var limit = Waits.Short; ;)
        {
            var rows = (await api.Get("v1/plants/AW/stock", "application/x-ndjson")).Lines;
            if (rows.Length < Rows && !limit.IsCancellationRequested) continue;
            return new SortedDictionary<string, decimal>(
                rows.GroupBy(r => r.GetProperty("location").GetString()!, r => r.GetProperty("onHand").GetDecimal()).ToDictionary(g => g.Key, g => g.Sum()), StringComparer.Ordinal);
        }
    }
}

using System.Globalization;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Sync.EndToEnd.Tests;

/// <summary>A real inventory of 1,069 rows, as in docs/guide/adventureworks.md.</summary>
[Collection(OneAtATime.Name)]
public sealed class AdventureWorksTests
{
    private const int Rows = 1069;

    [Fact]
    public async Task Loaded_once_and_once_more_the_totals_are_the_files()
    {
        var file = Path.GetFullPath(Path.Combine(Here(), "..", "..", "..", "shared", "samples", "adventureworks", "ProductInventory.csv"));
        Assert.SkipUnless(File.Exists(file), "the sample files are not beside this checkout");
        var rows = File.ReadAllLines(file).Where(l => l.Length > 0).Select(l => l.TrimStart('\uFEFF').Split('\t')).ToArray();
        var expected = rows.GroupBy(r => r[1]).ToDictionary(g => g.Key, g => g.Sum(r => decimal.Parse(r[4], CultureInfo.InvariantCulture)));
        var body = string.Join('\n', rows.Select(Event));

        using var folder = new DataFolder();
        await using (var program = folder.Start())
        {
            await program.ReadyAsync();
            using var client = folder.Client();
            Assert.Equal(Rows, (await PostAsync(client, body)).Count(v => v == "Applied"));
            Assert.Equal(Rows, (await PostAsync(client, body)).Count(v => v == "Duplicate"));
            Assert.Equal(expected, await TotalsAsync(client));
            await program.KillAsync();
        }

        await using var again = folder.Start();
        await again.ReadyAsync();
        using var second = folder.Client();
        Assert.Equal(Rows, (await PostAsync(second, body)).Count(v => v == "Duplicate"));
        Assert.Equal(expected, await TotalsAsync(second));
    }

    private static string Event(string[] row) => JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["specversion"] = "1.0",
        ["source"] = "/adapters/file/adventureworks",
        ["id"] = row[5],
        ["type"] = "com.orleanssync.stock.counted.v1",
        ["subject"] = $"AW/{row[1]}/{row[0]}",
        ["time"] = row[6].Replace(' ', 'T')[..19] + "Z",
        ["data"] = new { lines = new[] { new { quantity = new { value = decimal.Parse(row[4], CultureInfo.InvariantCulture), unit = "EA" } } }, complete = true },
    });

    private static async Task<string[]> PostAsync(HttpClient client, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/x-ndjson");
        using var response = await client.PostAsync("/v1/updates", content);
        response.EnsureSuccessStatusCode();
        return [.. Lines(await response.Content.ReadAsStringAsync()).Select(l => l.GetProperty("verdict").GetString()!)];
    }

    private static async Task<Dictionary<string, decimal>> TotalsAsync(HttpClient client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/plants/AW/stock") { Headers = { Accept = { new MediaTypeWithQualityHeaderValue("application/x-ndjson") } } };
        using var response = await client.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return Lines(await response.Content.ReadAsStringAsync())
            .GroupBy(r => r.GetProperty("location").GetString()!).ToDictionary(g => g.Key, g => g.Sum(r => r.GetProperty("onHand").GetDecimal()));
    }

    private static IEnumerable<JsonElement> Lines(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement);

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}

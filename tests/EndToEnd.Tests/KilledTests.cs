using System.Text.Json;
using Sync.EndToEnd.Tests.Support;

namespace Sync.EndToEnd.Tests;

/// <summary>The system is killed; the witness is not.</summary>
public sealed class KilledTests
{
    private const int Spots = 50;

    [Fact]
    public async Task What_was_acknowledged_before_the_kill_is_there_after_it_and_the_books_of_both_runs_agree()
    {
        using var data = new DataFolder();
        await using var first = RunningSystem.Start("demo", "--seed", "7", "--rate", "300", "--data", data.Path, "--urls", "http://127.0.0.1:0");
        var address = await first.ReadyAsync();
        await first.SentAsync(moreThan: 1_000);
        await first.KillAsync();
        var acknowledged = Acknowledged(data);
        Assert.True(acknowledged.Count >= Spots);

        await using var second = RunningSystem.Start(
            "demo", "--for", "5s", "--seed", "7", "--rate", "300", "--data", data.Path, "--urls", address, "--report", data.Report);
        var api = new Api(await second.ReadyAsync(), await File.ReadAllTextAsync(data.File("operator.key")));
        foreach (var (source, id, version, position) in acknowledged.Where((_, at) => at % (acknowledged.Count / Spots) == 0).Take(Spots))
        {
            var record = Assert.Single(await api.History(position, $"?before={version + 1}&limit=1"));
            Assert.Equal((version, source, id), (record.GetProperty("version").GetInt64(), record.GetProperty("source").GetString(), record.GetProperty("messageId").GetString()));
        }

        Assert.True(await second.ExitAsync() == 0, second.Told);
        var report = await Reports.Read(data.Report);
        Assert.Equal((2, 0, 0), (report.Number("runs"), report.Number("lost"), report.Number("doubled")));
    }

    private static List<(string Source, string Id, long Version, string Position)> Acknowledged(DataFolder data)
    {
        var positions = Lines(data.File("books", "sent.ndjson"))
            .Where(line => line.TryGetProperty("position", out _))
            .DistinctBy(Key)
            .ToDictionary(Key, line => line.GetProperty("position").GetString()!);
        return [.. Lines(data.File("books", "receipts.ndjson"))
            .Where(line => line.TryGetProperty("verdict", out var verdict) && verdict.GetString() == "Applied" && positions.ContainsKey(Key(line)))
            .Select(line => (Key(line).Source, Key(line).Id, line.GetProperty("version").GetInt64(), positions[Key(line)]))];
    }

    private static (string Source, string Id) Key(JsonElement line) => (line.GetProperty("source").GetString()!, line.GetProperty("id").GetString()!);

    // The factory lives and may be writing: what comes after the last line end is not a line yet.
    private static IEnumerable<JsonElement> Lines(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var text = reader.ReadToEnd();
        return [.. text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))];
    }
}

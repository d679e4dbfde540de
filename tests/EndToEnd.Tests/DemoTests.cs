using System.Globalization;
using System.Text.Json;

namespace Sync.EndToEnd.Tests;

/// <summary>The demo, as a user starts it.</summary>
[Collection(OneAtATime.Name)]
public sealed class DemoTests
{
    private static readonly string[] Members =
        ["runs", "seconds", "sent", "applied", "duplicates", "superseded", "held", "rejected", "delivered", "lost", "doubled"];

    [Fact]
    public async Task Nothing_is_lost_and_nothing_is_doubled()
    {
        using var folder = new DataFolder();
        await using var demo = folder.Start("demo", "--for", "6s", "--seed", "7", "--rate", "300", "--report", folder.Report);
        Assert.True(await demo.ExitAsync() == 0, demo.Output);
        var report = Read(folder.Report);
        Assert.All(Members, name => Assert.True(report.TryGetProperty(name, out _), name));
        Assert.Equal(0, report.GetProperty("lost").GetInt32());
        Assert.Equal(0, report.GetProperty("doubled").GetInt32());
        Assert.All(["sent", "applied", "duplicates", "held", "rejected", "delivered"], name => Assert.True(report.GetProperty(name).GetInt32() > 0, name));
    }

    [Fact]
    public async Task Killed_and_started_again_the_books_still_agree()
    {
        using var folder = new DataFolder();
        await using (var first = folder.Start("demo", "--seed", "7", "--rate", "300"))
        {
            await first.LineAsync(l => Sent(l) > 1000);
            await first.KillAsync();
        }

        await using var second = folder.Start("demo", "--for", "4s", "--seed", "8", "--rate", "200", "--report", folder.Report);
        Assert.True(await second.ExitAsync() == 0, second.Output);
        var report = Read(folder.Report);
        Assert.Equal(2, report.GetProperty("runs").GetInt32());
        Assert.True(report.GetProperty("sent").GetInt32() > 1000);
        Assert.Equal(0, report.GetProperty("lost").GetInt32());
        Assert.Equal(0, report.GetProperty("doubled").GetInt32());
    }

    [Theory]
    [InlineData("drop")]
    [InlineData("double")]
    [InlineData("swap")]
    [InlineData("late")]
    public async Task Sabotage_is_noticed(string sabotage)
    {
        using var folder = new DataFolder();
        await using var demo = folder.Start("demo", "--for", "5s", "--seed", "7", "--rate", "200", "--sabotage", sabotage);
        Assert.Equal(1, await demo.ExitAsync());
        Assert.Contains("The books do not agree", demo.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interrupted_it_ends_with_its_report()
    {
        using var folder = new DataFolder();
        await using var demo = folder.Start("demo", "--seed", "7", "--rate", "100");
        await demo.LineAsync(l => Sent(l) > 100);
        demo.Interrupt();
        Assert.True(await demo.ExitAsync() == 0, demo.Output);
        Assert.Contains("Report over 1 run", demo.Output, StringComparison.Ordinal);
    }

    private static JsonElement Read(string file) => JsonDocument.Parse(File.ReadAllText(file)).RootElement;

    /// <summary>The number in a line of the tally, 0 in any other.</summary>
    private static int Sent(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var at = Array.IndexOf(words, "sent");
        return at > 0 && at + 1 < words.Length && int.TryParse(words[at + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }
}

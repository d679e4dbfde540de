using System.Diagnostics;
using Sync.Factory.Receiving;
using Sync.Factory.Reporting;

namespace Sync.Factory.Tests.Running;

/// <summary>The independent script comes to the same numbers as the factory, and notices when it does not.</summary>
public sealed class RecountTests
{
    [Theory]
    [InlineData("None")]
    [InlineData("Drop")]
    [InlineData("Double")]
    [InlineData("Swap")]
    [InlineData("Late")]
    public async Task Report_and_recount_agree_on_good_books_and_on_bad_ones(string sabotage)
    {
        await using var play = await Play.Begin();
        play.System.LoseAnswer = call => call % 9 == 0;
        await play.Run(1200, Enum.Parse<Sabotage>(sabotage));
        // After the report of a late target its books go on: what is compared is the report of now.
        ReportWriter.WriteFile(await play.Report(), play.ReportFile);

        var (code, output) = await Recount(play);

        Assert.True(code == 0, output);
    }

    [Fact]
    public async Task A_report_that_says_something_else_is_found_out()
    {
        await using var play = await Play.Begin();
        await play.Run(300);
        ReportWriter.WriteFile(play.Written() with { Applied = play.Written().Applied - 1 }, play.ReportFile);

        var (code, output) = await Recount(play);

        Assert.Equal(1, code);
        Assert.Contains("differs", output);
    }

    private static async Task<(int Code, string Output)> Recount(Play play)
    {
        var options = play.Options();
        var start = new ProcessStartInfo("python3") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[Script(), "--books", options.Books, "--base-url", options.BaseUrl.AbsoluteUri, "--key-file", options.KeyFile, "--report", play.ReportFile])
            start.ArgumentList.Add(argument);
        using var process = Start(start);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("python3 is not installed");
            throw;
        }
    }

    private static string Script()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "recount.py"))) return Path.Combine(folder.FullName, "recount.py");
        throw new FileNotFoundException("recount.py is not above the tests");
    }
}

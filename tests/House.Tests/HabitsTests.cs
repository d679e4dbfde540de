using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Sync.House.Tests;

/// <summary>Habits of the house that a compiler does not check.</summary>
public sealed partial class HabitsTests
{
    private static readonly string[] Rooms = ["Grains.Interfaces", "Grains", "Adapters", "Gateway", "Silo"];

    [Fact]
    public async Task The_program_runs_where_the_user_stands()
    {
        using var asked = Process.Start(new ProcessStartInfo("dotnet", ["msbuild", "Silo/Sync.Silo.csproj", "-getProperty:RunWorkingDirectory"])
        {
            WorkingDirectory = Repository.Root, RedirectStandardOutput = true, UseShellExecute = false,
        })!;
        var told = await asked.StandardOutput.ReadToEndAsync();
        await asked.WaitForExitAsync();
        Assert.Equal(Repository.Root.TrimEnd('/'), told.Trim().TrimEnd('/'));
    }

    [Fact]
    public void No_file_has_more_than_400_lines()
    {
        var long_ = Repository.Sources([.. Rooms, "tests"]).Where(f => File.ReadLines(f).Count() > 400).Select(f => Path.GetRelativePath(Repository.Root, f));
        Assert.Empty(long_);
    }

    [Fact]
    public void Half_of_the_files_have_less_than_60_lines_and_nine_of_ten_less_than_180()
    {
        var lengths = Repository.Sources(Rooms).Select(f => File.ReadLines(f).Count()).Order().ToArray();
        Assert.InRange(lengths[lengths.Length / 2], 1, 60);
        Assert.InRange(lengths[lengths.Length * 9 / 10], 1, 180);
    }

    [Fact]
    public void Every_analyzer_rule_is_an_error_or_off()
    {
        var severities = Severity().Matches(File.ReadAllText(Path.Combine(Repository.Root, ".editorconfig"))).Select(m => m.Groups["level"].Value).Distinct().ToArray();
        Assert.NotEmpty(severities);
        Assert.Empty(severities.Except(["error", "none"]));
    }

    [Fact]
    public void No_test_waits_by_the_clock()
    {
        var waiting = Repository.Sources("tests").Where(f => !f.EndsWith("HabitsTests.cs", StringComparison.Ordinal) && !f.Contains($"{Path.DirectorySeparatorChar}Factory{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(f => Sleep().IsMatch(File.ReadAllText(f))).Select(f => Path.GetRelativePath(Repository.Root, f));
        Assert.Empty(waiting);
    }

    [Fact]
    public void No_warning_is_silenced_by_project()
    {
        var silenced = Directory.EnumerateFiles(Repository.Root, "*.*proj", SearchOption.AllDirectories).Concat(Directory.EnumerateFiles(Repository.Root, "*.props"))
            .Where(f => NoWarn().IsMatch(File.ReadAllText(f)));
        Assert.Empty(silenced);
    }

    [GeneratedRegex(@"severity\s*=\s*(?<level>\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Severity();

    [GeneratedRegex(@"Task\.Delay\(|Thread\.Sleep\(", RegexOptions.None, 1000)]
    private static partial Regex Sleep();

    [GeneratedRegex(@"<NoWarn>[^<]", RegexOptions.None, 1000)]
    private static partial Regex NoWarn();
}

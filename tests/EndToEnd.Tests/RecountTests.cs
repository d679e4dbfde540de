using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Sync.EndToEnd.Tests.Support;

namespace Sync.EndToEnd.Tests;

/// <summary>The report is recomputed by a script that shares no code with the factory.</summary>
public sealed class RecountTests
{
    private static readonly string Script = Path.GetFullPath(Path.Combine(Here(), "..", "..", "recount.py"));

    [Fact]
    public async Task The_script_agrees_with_the_report_and_with_no_other()
    {
        Assert.SkipUnless(Tools.Has("python3"), "python3 is not installed");
        using var data = new DataFolder();
        await using (var demo = RunningSystem.Start(
            "demo", "--for", "4s", "--rate", "200", "--data", data.Path, "--urls", "http://127.0.0.1:0", "--report", data.Report))
        {
            Assert.True(await demo.ExitAsync() == 0, demo.Told);
        }

        await using var system = RunningSystem.Start("--data", data.Path, "--urls", "http://127.0.0.1:0");
        var address = await system.ReadyAsync();
        var (agreed, told) = await Recount(data, address);
        Assert.True(agreed == 0, told);

        var report = JsonNode.Parse(await File.ReadAllTextAsync(data.Report))!;
        report["applied"] = report["applied"]!.GetValue<int>() + 1;
        await File.WriteAllTextAsync(data.Report, report.ToJsonString());
        (agreed, told) = await Recount(data, address);
        Assert.True(agreed == 1, told);
    }

    private static Task<(int Code, string Told)> Recount(DataFolder data, string address) => Tools.TryAsync(
        "python3", Script, "--books", data.File("books"), "--base-url", address, "--key-file", data.File("operator.key"), "--report", data.Report);

    private static string Here([CallerFilePath] string file = "") => file;
}

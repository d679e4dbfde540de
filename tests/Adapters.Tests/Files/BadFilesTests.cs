using System.Text;
using System.Text.Json;

namespace Sync.Adapters.Tests.Files;

/// <summary>A file that is bad as a whole gets a report and changes nothing.</summary>
public sealed class BadFilesTests
{
    private const string Header = "type,plant,location,item,quantity,unit,time\n";
    private const string Row = "received,P1,L1,A,5,EA,2026-11-23T08:15:00Z\n";

    public static TheoryData<string, byte[], string, int> Bad => new()
    {
        { "cut in the last row", Utf8(Header + Row + Row[..20]), "file-malformed", 3 },
        { "cut before the last line end", Utf8(Header + Row + Row.TrimEnd('\n')), "file-malformed", 3 },
        { "cut inside quotes", Utf8(Header + Row + "received,P1,\"L1\nand on"), "file-malformed", 3 },
        { "a row with fewer fields", Utf8(Header + Row + "received,P1,L1\n" + Row), "file-malformed", 3 },
        { "a row with more fields", Utf8(Header + Row + Row.Replace("\n", ",x\n")), "file-malformed", 3 },
        { "text behind a quote", Utf8(Header + Row + "received,\"P1\"x,L1,A,5,EA,2026-11-23T08:15:00Z\n"), "file-malformed", 3 },
        { "a quote inside a field", Utf8(Header + "received,P\"1,L1,A,5,EA,2026-11-23T08:15:00Z\n"), "file-malformed", 2 },
        { "a carriage return alone", Utf8(Header + "received,P1\rL1,A,5,EA,2026-11-23T08:15:00Z\n"), "file-malformed", 2 },
        { "a quote that never ends", Utf8(Header + Row + "received,\"" + new string('x', 100_000) + "\n"), "file-malformed", 3 },
        { "empty", [], "file-malformed", 0 },
        { "binary", [.. Utf8(Header + Row), 0, 1, 2, 3, (byte)'\n'], "file-not-text", 3 },
        { "an archive", [0x50, 0x4B, 3, 4, 0, 0, 0xFF, 0xD8], "file-not-text", 1 },
        { "Latin-1", [.. Utf8(Header + Row), .. Encoding.Latin1.GetBytes(Row.Replace("L1", "Lä")), (byte)'\n'], "file-not-text", 3 },
        { "UTF-16", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Header + Row)], "file-not-text", 1 },
        { "a column missing", Utf8((Header + Row).Replace("item,", "thing,").Replace("thing,", "lot,")), "file-columns", 1 },
        { "a column unknown", Utf8(Header.Replace("unit", "colour") + Row), "file-columns", 1 },
        { "a column twice", Utf8(Header.Replace("unit", "item") + Row), "file-columns", 1 },
        { "no header", Utf8(Row + Row), "file-columns", 1 },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task It_gets_a_report_and_changes_nothing(string what, byte[] bytes, string code, int line)
    {
        using var bench = new FilesBench();
        bench.Drop("bad.csv", bytes);

        await bench.Run();

        var problem = Problem(bench, "bad.csv");
        Assert.True(code == problem.GetProperty("code").GetString(), $"{what}: {problem}");
        Assert.Equal(line, problem.TryGetProperty("line", out var at) ? at.GetInt32() : 0);
        Assert.NotEmpty(problem.GetProperty("cure").GetString()!);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(bench.Path("drop", "failed", "bad.csv"), TestContext.Current.CancellationToken));
        Assert.Equal(["bad.csv", "bad.csv.report.json"], bench.Failed);
        Assert.Empty(bench.Door.Given);
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_judged_without_being_read()
    {
        using var bench = new FilesBench();
        await using (var sparse = new FileStream(bench.Path("drop", "huge.csv"), FileMode.CreateNew)) sparse.SetLength(2L << 30);

        await bench.Run();

        Assert.Equal("file-not-taken", Problem(bench, "huge.csv").GetProperty("code").GetString());
        Assert.Equal(2L << 30, bench.Report("failed", "huge.csv").GetProperty("bytes").GetInt64());
        Assert.Empty(bench.Door.Given);
    }

    [Theory]
    [InlineData("-..-rows.csv")]
    [InlineData("rows..csv")]
    public async Task A_name_with_two_dots_in_a_row_is_not_taken(string name)
    {
        using var bench = new FilesBench();
        bench.Drop("x" + name, Header + Row);

        await bench.Run();

        Assert.Equal("file-not-taken", Problem(bench, "x" + name).GetProperty("code").GetString());
        Assert.Empty(bench.Door.Given);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_link_is_not_followed(bool leads)
    {
        using var bench = new FilesBench();
        var secret = bench.Path("secret.csv");
        if (leads) await File.WriteAllTextAsync(secret, Header + Row, TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(bench.Path("drop", "link.csv"), secret);

        await bench.Run();

        Assert.Equal("file-not-taken", Problem(bench, "link.csv").GetProperty("code").GetString());
        Assert.Empty(bench.Door.Given);
        Assert.Equal(leads, File.Exists(secret));
    }

    [Fact]
    public async Task A_bad_file_does_not_stop_the_next_one()
    {
        using var bench = new FilesBench();
        bench.Drop("a.csv", "nonsense");
        bench.Drop("b.csv", Header + Row);

        await bench.Run();

        Assert.Equal(["a.csv", "a.csv.report.json"], bench.Failed);
        Assert.Equal(["b.csv", "b.csv.report.json"], bench.Done);
    }

    [Fact]
    public async Task A_file_with_a_header_and_no_rows_is_done()
    {
        using var bench = new FilesBench();

        Assert.Equal(0, (await bench.Take("none.csv", Header)).GetProperty("rows").GetInt32());
    }

    private static JsonElement Problem(FilesBench bench, string name) => bench.Report("failed", name).GetProperty("problem");

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}

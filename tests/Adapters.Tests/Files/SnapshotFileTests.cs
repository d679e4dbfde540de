using System.Text.Json;
using Sync.Contracts;

namespace Sync.Adapters.Tests.Files;

/// <summary>A file declares itself a complete or a partial snapshot; only a complete one that was taken in whole empties what it leaves out.</summary>
public sealed class SnapshotFileTests : IDisposable
{
    private const string Header = "type,plant,location,item,quantity,unit,time\n";
    private const string Complete = "#snapshot=complete\n" + Header;
    private const string Bolts = "counted,P100,RM01,BOLT,5,EA,2026-11-23T06:00:00Z\n";
    private const string Nuts = "counted,P100,RM01,NUT,7,EA,2026-11-23T06:00:00Z\n";
    private readonly FilesBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_complete_one_empties_what_is_known_and_not_listed_as_of_its_time()
    {
        Know("P100/RM01/OLD", "P100/FG01/OLD", "P200/RM01/OLD");
        var report = await _bench.Take("stock.csv", Complete + Bolts);
        Assert.Equal("1 Applied", FilesBench.Verdicts(report));
        Assert.Equal(["P100/FG01/OLD", "P100/RM01/BOLT", "P100/RM01/OLD"], _bench.Door.Emptied.Select(u => u.Target.Id));
        Assert.All(_bench.Door.Emptied, u => Assert.Equal(("/adapters/file/test", new DateTimeOffset(2026, 11, 23, 6, 0, 0, TimeSpan.Zero)), (u.Id.Source, u.OccurredAt!.Value)));
        Assert.All(_bench.Door.Emptied, u => Assert.True(((StockUpdate.Counted)u.Payload) is { Complete: true, Lines.IsEmpty: true }));
        Assert.Equal((true, 3), (Snapshot(report).GetProperty("closed").GetBoolean(), Snapshot(report).GetProperty("leftOut").GetProperty("Applied").GetInt32()));
    }

    [Fact]
    public async Task The_same_file_again_is_all_duplicates()
    {
        Know("P100/RM01/OLD");
        await _bench.Take("stock.csv", Complete + Bolts);
        var report = await _bench.Take("again.csv", Complete + Bolts);
        Assert.Equal("1 Duplicate", FilesBench.Verdicts(report));
        Assert.Equal("""{"Duplicate":2}""", Snapshot(report).GetProperty("leftOut").GetRawText().Replace(" ", "").ReplaceLineEndings(""));
    }

    [Theory]
    [InlineData("counted,P100,RM01,NUT,7,EA,2026-11-23T06:00:00Z")]
    [InlineData("counted,P100,RM01,NUT,many,EA,2026-11-23T06:00:00Z\n")]
    [InlineData("counted,P100,RM01,NUT,7,EA,2026-11-23T07:00:00Z\n")]
    [InlineData("counted,P200,RM01,NUT,7,EA,2026-11-23T06:00:00Z\n")]
    [InlineData("received,P100,RM01,NUT,7,EA,2026-11-23T06:00:00Z\n")]
    public async Task A_half_or_mixed_file_takes_nothing_and_empties_nothing(string last)
    {
        Know("P100/RM01/OLD");
        var report = await _bench.Take("stock.csv", Complete + Bolts + last, "failed");
        Assert.Equal(JsonValueKind.Object, report.GetProperty("problem").ValueKind);
        Assert.Empty(_bench.Door.Given);
        Assert.Empty(_bench.Door.Emptied);
    }

    [Fact]
    public async Task A_row_that_the_system_rejects_keeps_what_is_left_out_as_it_is_and_the_corrected_part_does_not_count_as_all()
    {
        Know("P100/RM01/OLD");
        _bench.Door.Interfere = u => u.Target.Id.EndsWith("NUT", StringComparison.Ordinal) ? new Receipt.Rejected(u.Id, ErrorCodes.QuantityInvalid.With("too much")) : null;
        var report = await _bench.Take("stock.csv", Complete + Bolts + Nuts, "failed");
        Assert.False(Snapshot(report).GetProperty("closed").GetBoolean());
        Assert.Equal("#snapshot=partial\n" + Header + Nuts, _bench.Text("failed", "stock.csv.rejected.csv"));
        _bench.Door.Interfere = _ => null;
        await _bench.Take("part.csv", _bench.Text("failed", "stock.csv.rejected.csv"));
        Assert.Empty(_bench.Door.Emptied);
        await _bench.Take("whole.csv", Complete + Bolts + Nuts);
        Assert.Equal(3, _bench.Door.Emptied.Count);
    }

    [Fact]
    public async Task A_partial_one_never_empties_anything()
    {
        Know("P100/RM01/OLD");
        Assert.False((await _bench.Take("stock.csv", "#snapshot=partial\n" + Header + Bolts)).TryGetProperty("snapshot", out _));
        await _bench.Take("plain.csv", Header + Nuts);
        Assert.Empty(_bench.Door.Emptied);
    }

    [Fact]
    public async Task The_declaration_says_scope_and_time_and_then_no_row_is_needed()
    {
        Know("P100/RM 01/OLD", "P100/FG01/OLD");
        var report = await _bench.Take("stock.csv", "#snapshot=complete plant=P100 location=RM%2001 time=2026-11-23T06:00:00+01:00\nitem,quantity,unit\n");
        Assert.Equal(["P100/RM 01/OLD"], _bench.Door.Emptied.Select(u => u.Target.Id));
        Assert.Equal("RM 01", Snapshot(report).GetProperty("location").GetString());
        await _bench.Take("rows.csv", "#snapshot=complete plant=P100 location=FG01 time=2026-11-23T06:00:00+01:00\nitem,quantity,unit\nBOLT,5,EA\n");
        Assert.Equal("P100/FG01/BOLT", Assert.Single(_bench.Door.Given).Target.Id);
    }

    [Theory]
    [InlineData("#snapshot=complete\n" + Header)]
    [InlineData("#snapshot=all\n" + Header + Bolts)]
    [InlineData("#snapshot=complete shelf=7\n" + Header + Bolts)]
    [InlineData("#snapshot=complete time=noon\n" + Header + Bolts)]
    public async Task A_declaration_that_cannot_be_told_makes_the_file_bad(string text)
    {
        var report = await _bench.Take("stock.csv", text, "failed");
        Assert.Equal(ErrorCodes.SnapshotInvalid.Code, report.GetProperty("problem").GetProperty("code").GetString());
        Assert.Empty(_bench.Door.Given);
    }

    [Fact]
    public async Task A_position_that_holds_updates_is_left_and_named()
    {
        _bench.Door.Known["P100/RM01/OLD"] = true;
        var report = await _bench.Take("stock.csv", Complete + Bolts);
        Assert.Equal("P100/RM01/OLD", Assert.Single(Snapshot(report).GetProperty("waiting").EnumerateArray()).GetString());
        Assert.Equal("P100/RM01/BOLT", Assert.Single(_bench.Door.Emptied).Target.Id);
    }

    [Fact]
    public async Task What_cannot_be_emptied_now_is_when_the_file_is_read_again()
    {
        Know("P100/RM01/OLD");
        var fails = true;
        _bench.Door.BeforeClose = () =>
        {
            if (fails) throw new TimeoutException("the live stock is behind");
        };
        _bench.Drop("stock.csv", Complete + Bolts);
        await _bench.Run();
        Assert.Equal(["stock.csv"], _bench.UnderWay);
        fails = false;
        _bench.Clock.Advance(TimeSpan.FromMinutes(1));
        await _bench.Run();
        Assert.Equal("1 Duplicate", FilesBench.Verdicts(_bench.Report("done", "stock.csv")));
        Assert.Equal(2, _bench.Door.Emptied.Count);
    }

    [Fact]
    public async Task A_mapping_declares_every_file_of_its_folder_and_its_constants_are_the_scope()
    {
        using var bench = new FilesBench(mapping: """
            { "snapshot": "complete", "fields": { "item": "MATNR", "quantity": "LABST", "time": "STAND" },
              "constants": { "plant": "P100", "location": "RM01", "unit": "EA" } }
            """);
        bench.Door.Known["P100/RM01/OLD"] = false;
        bench.Door.Known["P100/FG01/OLD"] = false;
        await bench.Take("stock.csv", "MATNR,LABST,STAND\nBOLT,5,2026-11-23T06:00:00Z\n");
        Assert.Equal(["P100/RM01/BOLT", "P100/RM01/OLD"], bench.Door.Emptied.Select(u => u.Target.Id));
    }

    private static JsonElement Snapshot(JsonElement report) => report.GetProperty("snapshot");

    private void Know(params string[] positions)
    {
        foreach (var position in positions) _bench.Door.Known[position] = false;
    }
}

namespace Sync.Adapters.Tests.Files;

/// <summary>The hour that the clocks show twice in autumn: the order of rows tells which one is meant, where it leaves one; else the row is held, not lost.</summary>
public sealed class RepeatedHourTests
{
    private const string Header = "type,plant,location,item,quantity,unit,time,sequence,id\n";

    [Fact]
    public async Task The_sequence_of_a_position_tells_which_hour_is_meant()
    {
        using var bench = new FilesBench(zone: "Europe/Berlin");
        await bench.Take("stock.csv", Header + Row("BOLT", "02:05", 3) + Row("BOLT", "02:10", 1) + Row("BOLT", "02:50", 2) + Row("BOLT", "03:10", 4));
        Assert.Equal(["00:10", "00:50", "01:05", "02:10"], bench.Door.Given.OrderBy(u => u.Sequence).Select(u => $"{u.OccurredAt!.Value.UtcDateTime:HH:mm}"));
    }

    [Fact]
    public async Task Where_both_are_possible_the_row_goes_on_with_its_local_time_and_is_held_there()
    {
        using var bench = new FilesBench(zone: "Europe/Berlin");
        var report = await bench.Take("stock.csv", Header + Row("BOLT", "01:59", 1) + Row("BOLT", "02:30", 2) + Row("BOLT", "03:10", 3) + Row("NUT", "02:40", null));
        Assert.Equal("4 Applied", FilesBench.Verdicts(report));
        var open = bench.Door.Given.Where(u => u.OccurredAt is null).ToArray();
        Assert.Equal(["2026-10-25T02:30:00[Europe/Berlin]", "2026-10-25T02:40:00[Europe/Berlin]"], open.Select(u => u.LocalTime!.ToString()));
    }

    [Fact]
    public async Task A_row_between_the_two_instants_of_another_tells_too_and_sequences_of_other_positions_do_not()
    {
        using var bench = new FilesBench(zone: "Europe/Berlin");
        await bench.Take("stock.csv", Header + Row("BOLT", "2026-10-25T02:45:00+02:00", 1) + Row("BOLT", "02:30", 2) + Row("NUT", "02:30", 2));
        Assert.Equal(new DateTimeOffset(2026, 10, 25, 1, 30, 0, TimeSpan.Zero), bench.Door.Given.Single(u => u.Target.Id.EndsWith("BOLT", StringComparison.Ordinal) && u.Sequence == 2).OccurredAt);
        Assert.Null(bench.Door.Given.Single(u => u.Target.Id.EndsWith("NUT", StringComparison.Ordinal)).OccurredAt);
    }

    [Fact]
    public async Task Where_the_mapping_says_that_rows_stand_in_their_order_the_lines_tell()
    {
        using var bench = new FilesBench(mapping: """{ "order": "file", "timeZone": "Europe/Berlin" }""");
        await bench.Take("stock.csv", Header + Row("BOLT", "02:50", null) + Row("NUT", "02:05", null));
        Assert.Equal(["00:50", "01:05"], bench.Door.Given.Select(u => $"{u.OccurredAt!.Value.UtcDateTime:HH:mm}"));
    }

    [Fact]
    public async Task A_row_without_an_id_is_the_same_row_whether_its_hour_was_found_out_or_not()
    {
        using var bench = new FilesBench(zone: "Europe/Berlin");
        var row = Row("BOLT", "02:50", 1, id: null);
        await bench.Take("alone.csv", Header + row);
        await bench.Take("more.csv", Header + row + Row("BOLT", "02:05", 2, id: null));
        Assert.Equal(2, bench.Door.Given.Select(u => u.Id).Distinct().Count());
        Assert.Equal(bench.Door.Given[0].Id, bench.Door.Given[1].Id);
    }

    [Fact]
    public async Task An_hour_that_the_clocks_leave_out_is_still_a_bad_row()
    {
        using var bench = new FilesBench(zone: "Europe/Berlin");
        var report = await bench.Take("stock.csv", Header + Row("BOLT", "2026-03-29 02:30:00", 1), "failed");
        Assert.Equal("1 Rejected", FilesBench.Verdicts(report));
    }

    private static string Row(string item, string time, long? sequence, string? id = "") =>
        $"received,P100,RM01,{item},1,EA,{(time.Length == 5 ? $"2026-10-25 {time}:00" : time)},{sequence},{(id is null ? "" : $"{item}-{time}-{sequence}".Replace(',', '.'))}\n";
}

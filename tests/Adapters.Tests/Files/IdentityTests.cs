using System.Globalization;

namespace Sync.Adapters.Tests.Files;

/// <summary>Identity is of the row: files may come twice, in halves, in another order or with changes.</summary>
public sealed class IdentityTests
{
    private const string Header = "type,plant,location,item,quantity,unit,time\n";

    [Fact]
    public async Task The_same_file_again_is_all_duplicates_and_overwrites_nothing()
    {
        using var bench = new FilesBench();
        var text = Header + Receipts(20);

        Assert.Equal("20 Applied", FilesBench.Verdicts(await bench.Take("rows.csv", text)));
        Assert.Equal("20 Duplicate", FilesBench.Verdicts(await bench.Take("rows.csv", text)));

        Assert.Equal(["rows-2.csv", "rows-2.csv.report.json", "rows.csv", "rows.csv.report.json"], bench.Done);
        Assert.Equal(20, bench.Door.Applied.Count);
    }

    [Fact]
    public async Task The_first_half_and_then_the_whole_file_and_then_the_rows_in_another_order_take_nothing_twice()
    {
        using var bench = new FilesBench();
        // Three rows that are equal are three movements.
        var rows = (Receipts(10) + Receipts(1) + Receipts(1)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal("6 Applied", FilesBench.Verdicts(await bench.Take("half.csv", Header + Join(rows.Take(6)))));
        Assert.Equal("6 Applied, 6 Duplicate", FilesBench.Verdicts(await bench.Take("whole.csv", Header + Join(rows))));
        Assert.Equal("12 Duplicate", FilesBench.Verdicts(await bench.Take("turned.csv", Header + Join(rows.Reverse()))));

        Assert.Equal(12, bench.Door.Applied.Select(u => u.Id).Distinct().Count());
    }

    [Fact]
    public async Task Another_spelling_of_the_same_row_is_a_duplicate()
    {
        using var bench = new FilesBench();
        await bench.Take("a.csv", "type,plant,location,item,quantity,unit,time\nreceived,P1,L1,A,5,EA,2026-11-23T08:15:00+01:00\n");

        var report = await bench.Take("b.csv", "item;quantity;unit;time;location;type;plant;lot\r\n A ;5.00;ea;2026-11-23T08:15:00+01:00;L1;stock.received;P1;\r\n");

        Assert.Equal("1 Duplicate", FilesBench.Verdicts(report));
    }

    [Fact]
    public async Task One_changed_movement_is_one_applied_and_the_rest_are_duplicates()
    {
        using var bench = new FilesBench();
        await bench.Take("a.csv", Header + Receipts(20));

        var report = await bench.Take("b.csv", Header + Receipts(20).Replace(",ITEM-7,7,", ",ITEM-7,70,"));

        Assert.Equal("1 Applied, 19 Duplicate", FilesBench.Verdicts(report));
    }

    [Theory]
    [InlineData(false, 1_000)]
    [InlineData(true, 1_000)]
    [InlineData(true, 0)]
    public async Task A_changed_count_is_applied_even_where_its_time_did_not_change(bool ids, int first)
    {
        using var bench = new FilesBench();
        var quantities = Enumerable.Range(1, 40).ToArray();
        await bench.Take("0.csv", Counts(first, quantities.Length, ids));

        // Each export changes one row; half of the new ids lose the comparison with the old ones.
        foreach (var n in quantities)
        {
            var text = Counts(first, quantities.Length, ids);
            for (var k = 1; k <= n; k++) text = text.Replace($",ITEM-{k},{first},", $",ITEM-{k},{k},");
            Assert.Equal("1 Applied, 39 Duplicate", FilesBench.Verdicts(await bench.Take($"{n}.csv", text)));
            Assert.Equal(n, bench.Door.Counted($"P1/L1/ITEM-{n}"));
        }
    }

    [Fact]
    public async Task A_count_that_is_older_than_what_is_known_stays_superseded()
    {
        using var bench = new FilesBench();
        await bench.Take("new.csv", Counts(10, 5, ids: true));

        var report = await bench.Take("old.csv", Counts(20, 5, ids: true).Replace("2026-11-23", "2026-11-22"));

        Assert.Equal("5 Superseded", FilesBench.Verdicts(report));
        Assert.Equal(10, bench.Door.Counted("P1/L1/ITEM-1"));
        Assert.Equal(10, bench.Door.Given.Count);
    }

    [Fact]
    public async Task A_movement_under_a_known_id_with_other_content_is_held_and_listed()
    {
        using var bench = new FilesBench();
        await bench.Take("a.csv", "id,type,plant,location,item,quantity,unit,time\nGR-1,received,P1,L1,A,5,EA,2026-11-23T08:15:00Z\n");

        var report = await bench.Take("b.csv", "id,type,plant,location,item,quantity,unit,time\nGR-1,received,P1,L1,A,6,EA,2026-11-23T08:15:00Z\n");

        Assert.Equal("1 Held", FilesBench.Verdicts(report));
        var held = Assert.Single(report.GetProperty("held").EnumerateArray());
        Assert.Equal((2, "identity-conflict", "GR-1"), (held.GetProperty("line").GetInt32(), held.GetProperty("code").GetString(), held.GetProperty("value").GetString()));
    }

    [Fact]
    public async Task The_identity_of_a_row_never_changes()
    {
        using var bench = new FilesBench();

        await bench.Take("a.csv", "type,plant,location,item,quantity,unit,time\nreceived,P100,RM01,BOLT-M8,5,EA,2026-11-23T08:15:00+01:00\n");

        Assert.Equal("row-" + Golden, Assert.Single(bench.Door.Given).Id.MessageId);
    }

    // SHA-256 of "type=stock.received\nplant=P100\nlocation=RM01\nitem=BOLT-M8\nquantity=5\nunit=EA\ntime=2026-11-23T07:15:00.000000Z\n", 16 bytes.
    private const string Golden = "0ed33ff6f48fa6c375fd05ffdf28a0b9";

    private static string Receipts(int rows) => Join(Enumerable.Range(1, rows).Select(n => string.Create(CultureInfo.InvariantCulture, $"received,P1,L1,ITEM-{n},{n},EA,2026-11-23T08:15:00Z")));

    private static string Counts(int quantity, int rows, bool ids) => (ids ? "id," : "") + Header + Join(Enumerable.Range(1, rows).Select(n =>
        (ids ? $"ROW-{n}," : "") + string.Create(CultureInfo.InvariantCulture, $"counted,P1,L1,ITEM-{n},{quantity},EA,2026-11-23T08:15:00Z")));

    private static string Join(IEnumerable<string> rows) => string.Concat(rows.Select(r => r + "\n"));
}

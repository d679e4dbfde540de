using Sync.Contracts;

namespace Sync.Adapters.Tests.Files;

/// <summary>What the columns of a row become.</summary>
public sealed class RowsTests
{
    private const string Time = "2026-11-23T08:15:00+01:00";

    [Theory]
    [InlineData(",", "")]
    [InlineData(";", "")]
    [InlineData("\t", "")]
    [InlineData(",", "\uFEFF")]
    public async Task A_row_is_an_update_whatever_separates_its_cells(string separator, string mark)
    {
        using var bench = new FilesBench();
        var text = "Type,Plant,Location,Item,Quantity,Unit,Time,Reference Kind,reference_number\r\nreceived,P100,RM01,BOLT-M8,5.50,ea,2026-11-23T08:15:00+01:00,po,4500012345\r\n";

        var report = await bench.Take("rows.csv", mark + text.Replace(",", separator));

        Assert.Equal("1 Applied", FilesBench.Verdicts(report));
        var update = Assert.Single(bench.Door.Given);
        Assert.Equal(new EntityKey("stock", "P100/RM01/BOLT-M8"), update.Target);
        Assert.Equal(("/adapters/file/test", DateTimeOffset.Parse(Time)), (update.Id.Source, update.OccurredAt!.Value));
        Assert.Equal(new StockUpdate.Received(new Quantity(5.5m, UnitCode.Each), Reference: new DocumentReference("po", "4500012345")), update.Payload);
    }

    [Theory]
    [InlineData("stock.received", "movement=ProductionOutput;lot=L1;status=quality;owner=S-7;started=2026-11-23T08:00:00+01:00")]
    [InlineData("com.orleanssync.stock.issued.v1", "movement=scrap;reservation=R-1")]
    [InlineData("transferred", "to-location=WIP1")]
    [InlineData("status-changed", "to-status=blocked")]
    [InlineData("counted", "complete=yes;lot=L1")]
    [InlineData("count-posted", "count=IV-1")]
    [InlineData("adjusted", "reason=found behind the rack;posting-date=2026-11-22")]
    [InlineData("reversed", "reverses=GR-1;reverses-source=/adapters/erp/main")]
    [InlineData("reserve", "reservation=R-1;for=WO-1;expires=2026-12-01T00:00:00Z;allow-short=x")]
    [InlineData("release", "reservation=R-1")]
    public async Task Every_type_of_stock_update_can_be_a_row(string type, string cells)
    {
        using var bench = new FilesBench();
        var pairs = cells.Split(';').Select(c => c.Split('=')).ToArray();

        var report = await bench.Take(
            "rows.csv",
            $"type,plant,location,item,quantity,unit,time,{string.Join(',', pairs.Select(p => p[0]))}\n{type},P100,RM01,BOLT-M8,3,EA,{Time},{string.Join(',', pairs.Select(p => p[1]))}\n");

        Assert.True(FilesBench.Verdicts(report) == "1 Applied", report.ToString());
        Assert.Contains(type.Replace("com.orleanssync.stock.", "").Replace(".v1", "").Replace("stock.", ""), UpdateTypes.Of(Assert.Single(bench.Door.Given).Payload).Name);
    }

    [Theory]
    [InlineData("quantity", "5,0x", "quantity-invalid")]
    [InlineData("quantity", "-5", "quantity-invalid")]
    [InlineData("quantity", "", "field-missing")]
    [InlineData("unit", "PIECE", "field-invalid")]
    [InlineData("unit", "", "field-missing")]
    [InlineData("item", "", "field-missing")]
    [InlineData("type", "stock.stolen", "unknown-type")]
    [InlineData("type", "item.register", "unknown-type")]
    [InlineData("time", "23.11.2026", "field-invalid")]
    [InlineData("time", "2026-11-23 08:15:00", "field-invalid")]
    [InlineData("time", "", "field-missing")]
    [InlineData("status", "rusty", "field-invalid")]
    [InlineData("status", "1", "field-invalid")]
    [InlineData("movement", "Scrap", "field-invalid")]
    [InlineData("to-location", "WIP1", "field-invalid")]
    public async Task A_bad_value_is_reported_with_line_field_value_and_cure_and_its_neighbours_go_on(string column, string value, string code)
    {
        using var bench = new FilesBench();
        string[] columns = ["type", "plant", "location", "item", "quantity", "unit", "time", "status", "movement", "to-location"];
        string[] good = ["received", "P100", "RM01", "BOLT-M8", "5", "EA", Time, "", "", ""];
        string[] bad = [.. good.Select((cell, i) => columns[i] == column ? value : cell)];
        bad[3] = column == "item" ? "" : "NUT-M8";
        string Line(string[] row) => string.Join(',', row.Select(c => c.Contains(',') ? $"\"{c}\"" : c));
        var header = string.Join(',', columns);

        var report = await bench.Take("rows.csv", $"{header}\n{Line(good)}\n{Line(bad)}\n{Line(good)}\n", "failed");

        Assert.Equal("2 Applied, 1 Rejected", FilesBench.Verdicts(report));
        var problem = Assert.Single(report.GetProperty("rejected").EnumerateArray());
        Assert.Equal((3, column, code), (problem.GetProperty("line").GetInt32(), problem.GetProperty("field").GetString(), problem.GetProperty("code").GetString()));
        Assert.Equal(value.Length == 0 ? null : value, problem.TryGetProperty("value", out var shown) ? shown.GetString() : null);
        Assert.NotEmpty(problem.GetProperty("cure").GetString()!);
        Assert.Equal($"{header}\n{Line(bad)}\n", bench.Text("failed", report.GetProperty("rejectedFile").GetString()!));
    }

    [Fact]
    public async Task Rejected_rows_are_corrected_and_dropped_again_alone()
    {
        using var bench = new FilesBench();
        await bench.Take("rows.csv", $"type,plant,location,item,quantity,unit,time\nreceived,P1,L1,A,5,EA,{Time}\nreceived,P1,L1,B,five,EA,{Time}\n", "failed");

        var report = await bench.Take("again.csv", bench.Text("failed", "rows.csv.rejected.csv").Replace("five", "5"));

        Assert.Equal("1 Applied", FilesBench.Verdicts(report));
        Assert.Equal(["P1/L1/A", "P1/L1/B"], bench.Door.Applied.Select(u => u.Target.Id));
    }

    [Fact]
    public async Task A_row_that_the_system_refuses_is_reported_too()
    {
        using var bench = new FilesBench();
        bench.Door.Interfere = u => new Receipt.Rejected(u.Id, ErrorCodes.NotEnoughFree.With("2 EA are free"));

        var report = await bench.Take("rows.csv", $"type,plant,location,item,quantity,unit,time,reservation,for\nreserve,P1,L1,A,5,EA,{Time},R-1,WO-1\n", "failed");

        Assert.Equal("1 Rejected", FilesBench.Verdicts(report));
        Assert.Equal((2, "not-enough-free"), (report.GetProperty("rejected")[0].GetProperty("line").GetInt32(), report.GetProperty("rejected")[0].GetProperty("code").GetString()));
    }

    [Fact]
    public async Task A_row_of_another_plant_than_the_folders_is_rejected_and_an_empty_plant_is_the_folders()
    {
        using var bench = new FilesBench(plant: "P1");

        var report = await bench.Take("rows.csv", $"type,plant,location,item,quantity,unit,time\nreceived,,L1,A,5,EA,{Time}\nreceived,P2,L1,A,5,EA,{Time}\n", "failed");

        Assert.Equal("1 Applied, 1 Rejected", FilesBench.Verdicts(report));
        Assert.Equal("P1/L1/A", Assert.Single(bench.Door.Given).Target.Id);
        Assert.Equal("forbidden", report.GetProperty("rejected")[0].GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("2026-11-23 08:15:00", "2026-11-23T08:15:00+01:00")]
    [InlineData("2026-07-01T08:15", "2026-07-01T08:15:00+02:00")]
    [InlineData("2026-03-29 02:30:00", null)]
    public async Task A_local_time_is_read_in_the_folders_zone_unless_the_hour_is_not_one(string local, string? expected)
    {
        using var bench = new FilesBench(zone: "Europe/Berlin");

        await bench.Take("rows.csv", $"type,plant,location,item,quantity,unit,time\nreceived,P1,L1,A,5,EA,{local}\n", expected is null ? "failed" : "done");

        Assert.Equal(expected is null ? [] : [DateTimeOffset.Parse(expected)], bench.Door.Given.Select(u => u.OccurredAt!.Value));
    }

    [Fact]
    public async Task Lines_are_counted_as_an_editor_counts_them()
    {
        using var bench = new FilesBench();

        var report = await bench.Take(
            "rows.csv", $"type,plant,location,item,quantity,unit,time,reason\nadjusted,P1,L1,A,5,EA,{Time},\"two \"\"lines\"\"\nof, text\"\n\nadjusted,P1,L1,A,x,EA,{Time},y\n", "failed");

        Assert.Equal(5, report.GetProperty("rejected")[0].GetProperty("line").GetInt32());
        Assert.Equal("two \"lines\"\nof, text", ((StockUpdate.Adjusted)Assert.Single(bench.Door.Given).Payload).Reason);
    }
}

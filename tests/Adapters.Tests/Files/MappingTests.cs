using Sync.Contracts;

namespace Sync.Adapters.Tests.Files;

/// <summary>Files whose columns are described by a mapping file.</summary>
public sealed class MappingTests
{
    private const string Mapping = """
        {
          "separator": "semicolon",
          "fields": { "type": "BWART", "location": "LGORT", "item": "MATNR", "quantity": "MENGE", "unit": "MEINS", "time": "BUDAT", "id": "MBLNR" },
          "constants": { "plant": "P100", "reference-kind": "material-document" },
          "defaults": { "unit": "EA" },
          "words": { "type": { "101": "stock.received", "201": "stock.issued" }, "unit": { "ST": "EA" } },
          "ignore": ["USNAM"],
          "decimal": ",",
          "timeFormat": "dd.MM.yyyy HH:mm",
          "timeZone": "Europe/Berlin"
        }
        """;

    private const string Header = "MBLNR;BWART;LGORT;MATNR;MENGE;MEINS;BUDAT;USNAM\n";

    [Fact]
    public async Task Columns_words_constants_and_defaults_make_the_row()
    {
        using var bench = new FilesBench(mapping: Mapping);

        var report = await bench.Take("sap.csv", Header + "4711;101;RM01;BOLT-M8;12,5;KGM;23.11.2026 08:15;meier\n4712;201;RM01;BOLT-M8;1;;23.11.2026 08:16;\n4713;201;RM01;BOLT-M8;1;ST;23.11.2026 08:16;\n");

        Assert.Equal("3 Applied", FilesBench.Verdicts(report));
        Assert.Equal(["4711", "4712", "4713"], bench.Door.Given.Select(u => u.Id.MessageId));
        Assert.Equal(new Quantity(12.5m, UnitCode.Parse("KGM")), Assert.IsType<StockUpdate.Received>(bench.Door.Given[0].Payload).Quantity);
        Assert.All(bench.Door.Given.Skip(1), u => Assert.Equal(new Quantity(1, UnitCode.Each), Assert.IsType<StockUpdate.Issued>(u.Payload).Quantity));
        Assert.Equal(DateTimeOffset.Parse("2026-11-23T08:15:00+01:00"), bench.Door.Given[0].OccurredAt);
    }

    [Fact]
    public async Task A_bad_cell_is_reported_under_the_files_own_column()
    {
        using var bench = new FilesBench(mapping: Mapping);

        var report = await bench.Take("sap.csv", Header + "4711;101;RM01;BOLT-M8;12.5;KGM;23.11.2026 08:15;\n", "failed");

        Assert.Equal(("MENGE", "12.5"), (report.GetProperty("rejected")[0].GetProperty("field").GetString(), report.GetProperty("rejected")[0].GetProperty("value").GetString()));
    }

    [Theory]
    [InlineData("MBLNR;BWART;LGORT;MATNR;MENGE;MEINS;BUDAT;USNAM;XBLNR", "file-columns", "XBLNR")]
    [InlineData("MBLNR;BWART;LGORT;MATNR;MENGE;MEINS;USNAM", "file-columns", "BUDAT")]
    public async Task Columns_that_the_mapping_does_not_know_or_misses_are_a_bad_file(string header, string code, string column)
    {
        using var bench = new FilesBench(mapping: Mapping);

        var problem = (await bench.Take("sap.csv", header + "\n", "failed")).GetProperty("problem");

        Assert.Equal((code, column), (problem.GetProperty("code").GetString(), problem.GetProperty("field").GetString()));
    }

    [Theory]
    [InlineData("{ nonsense")]
    [InlineData("""{"fields":{"colour":"X"}}""")]
    [InlineData("""{"colour":"X"}""")]
    [InlineData("""{"separator":"space"}""")]
    [InlineData("""{"timeZone":"Mars/Olympus"}""")]
    public async Task A_mapping_that_cannot_be_used_is_told_and_can_be_corrected_without_a_restart(string mapping)
    {
        using var bench = new FilesBench(mapping: mapping);
        var problem = (await bench.Take("sap.csv", Header, "failed")).GetProperty("problem");
        Assert.Equal("file-mapping", problem.GetProperty("code").GetString());

        await File.WriteAllTextAsync(bench.Options.Mapping!, Mapping, TestContext.Current.CancellationToken);
        await bench.Take("again.csv", Header);
    }
}

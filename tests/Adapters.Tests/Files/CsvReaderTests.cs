using System.Text;

namespace Sync.Adapters.Tests.Files;

/// <summary>RFC 4180, both ways.</summary>
public sealed class CsvReaderTests
{
    private const string Alphabet = "ab ,;\t\"\n\r€ü😀";

    [Fact]
    public void Whatever_was_written_with_quotes_is_read_back()
    {
        var random = new Random(7);
        for (var turn = 0; turn < 300; turn++)
        {
            var width = random.Next(2, 6);
            var rows = Enumerable.Range(0, random.Next(1, 40)).Select(_ => Enumerable.Range(0, width).Select(_ => Text(random)).ToArray()).ToArray();
            var separator = ",;\t"[turn % 3];
            var end = turn % 2 == 0 ? "\n" : "\r\n";
            var text = string.Concat(rows.Select(r => string.Join(separator, r.Select(f => $"\"{f.Replace("\"", "\"\"")}\"")) + end));

            Assert.Equal(rows, Read(text, separator));
        }
    }

    [Fact]
    public void A_buffer_may_end_anywhere()
    {
        var row = "\"ü€😀\"\"\",x\r\n";
        var text = string.Concat(Enumerable.Repeat(row, 20_000));

        var rows = Read(text, ',');

        Assert.Equal(20_000, rows.Count);
        Assert.All(rows, r => Assert.Equal(["ü€😀\"", "x"], r));
    }

    private static List<string[]> Read(string text, char separator)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var reader = new CsvReader(new Utf8Text(stream), separator);
        var rows = new List<string[]>();
        while (reader.Read()) rows.Add([.. reader.Fields]);
        return rows;
    }

    private static string Text(Random random)
    {
        var runes = Alphabet.EnumerateRunes().ToArray();
        return string.Concat(Enumerable.Range(0, random.Next(0, 8)).Select(_ => runes[random.Next(runes.Length)].ToString()));
    }
}

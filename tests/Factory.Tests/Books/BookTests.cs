using System.Text.Json;
using Sync.Factory.Books;

namespace Sync.Factory.Tests.Books;

public sealed class BookTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("factory-books-");

    private string Path => System.IO.Path.Combine(_folder.FullName, "receipts.ndjson");

    [Fact]
    public async Task What_was_awaited_is_in_the_file_while_the_book_is_still_open()
    {
        await using var book = new Book<ReceiptLine>(Path, BooksJson.Default.ReceiptLine);

        await book.Append(Receipt("A"), Receipt("B"));

        Assert.Equal(["A", "B"], Read().Select(r => r.Id));
    }

    [Fact]
    public async Task A_line_survives_the_way_to_the_file_and_back()
    {
        var line = new ReceiptLine.Receipt(3, 17, new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.FromHours(1)), "/factory/erp", "GR-1 Ü", "Held", 7, "item-unknown", "no item");
        await using (var book = new Book<ReceiptLine>(Path, BooksJson.Default.ReceiptLine)) await book.Append(line);

        Assert.Equal(line, Assert.Single(Read()));
    }

    [Fact]
    public async Task Lines_of_many_callers_stay_whole_and_each_callers_lines_stay_together()
    {
        await using (var book = new Book<ReceiptLine>(Path, BooksJson.Default.ReceiptLine))
            await Task.WhenAll(Enumerable.Range(0, 200).Select(n => Task.Run(() => book.Append(Receipt($"{n}a"), Receipt($"{n}b")))));

        var ids = Read().Select(r => r.Id).ToArray();
        Assert.Equal(400, ids.Length);
        Assert.All(ids.Chunk(2), pair => Assert.Equal(pair[0].TrimEnd('a'), pair[1].TrimEnd('b')));
    }

    [Fact]
    public async Task A_line_torn_by_a_kill_is_left_out_counted_and_not_glued_to_the_next()
    {
        await using (var book = new Book<ReceiptLine>(Path, BooksJson.Default.ReceiptLine)) await book.Append(Receipt("A"), Receipt("B"));
        await using (var file = File.OpenWrite(Path)) file.SetLength(file.Length - 15);

        await using (var book = new Book<ReceiptLine>(Path, BooksJson.Default.ReceiptLine)) await book.Append(Receipt("C"));

        var reader = new BookReader();
        var ids = reader.Read(Path, BooksJson.Default.ReceiptLine).Cast<ReceiptLine.Receipt>().Select(r => r.Id).ToArray();
        Assert.Equal(["A", "C"], ids);
        Assert.Equal(1, reader.Torn);
    }

    [Fact]
    public async Task After_a_failed_write_no_append_succeeds()
    {
        var book = new Book<ReceiptLine>("/dev/full", BooksJson.Default.ReceiptLine);

        await Assert.ThrowsAnyAsync<IOException>(() => book.Append(Receipt("A")));
        await Assert.ThrowsAnyAsync<Exception>(() => book.Append(Receipt("B")));
    }

    [Fact]
    public void An_event_stands_in_the_book_as_it_was_sent()
    {
        const string Sent = """{"id":"1","time":"2026-11-23T08:00:00.000001+01:00","data":{"quantity":{"value":0.500,"unit":"KGM"}}}""";
        SentLine line = new SentLine.Update(1, 1, default, "/factory/erp", "1", "P/L/I", default, Meaning.Nothing, JsonElement.Parse(Sent));

        Assert.Contains(Sent, JsonSerializer.Serialize(line, BooksJson.Default.SentLine).Replace("\\u002B", "+", StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private ReceiptLine.Receipt[] Read() => [.. new BookReader().Read(Path, BooksJson.Default.ReceiptLine).Cast<ReceiptLine.Receipt>()];

    private static ReceiptLine.Receipt Receipt(string id) => new(1, 1, default, "/factory/erp", id, "Applied", 1);
}

namespace Sync.Factory.Books;

/// <summary>The books of one run, open for writing.</summary>
internal sealed class BookSet(BooksFolder folder) : IAsyncDisposable
{
    public Book<RunLine> Runs { get; } = new(folder.Runs, BooksJson.Default.RunLine);

    public Book<SentLine> Sent { get; } = new(folder.Sent, BooksJson.Default.SentLine);

    public Book<ReceiptLine> Receipts { get; } = new(folder.Receipts, BooksJson.Default.ReceiptLine);

    public Book<DeliveryLine> Deliveries { get; } = new(folder.Deliveries, BooksJson.Default.DeliveryLine);

    public async ValueTask DisposeAsync()
    {
        await Sent.DisposeAsync();
        await Receipts.DisposeAsync();
        await Deliveries.DisposeAsync();
        await Runs.DisposeAsync();
    }
}

using Sync.Factory.Books;
using Sync.Factory.Running;

namespace Sync.Factory.Receiving;

/// <summary>The honest shelf: an arrival is in the book and on the disk before it is confirmed. Thread-safe.</summary>
internal sealed class BookShelf(int run, Book<DeliveryLine> book, Tally tally, TimeProvider clock) : IShelf
{
    public async Task Put(Arrival arrival)
    {
        await book.Append(new DeliveryLine.Delivery(run, clock.GetUtcNow(), arrival.Id, arrival.Event));
        tally.OnDelivered();
    }

    public async Task PutAgain(string id)
    {
        await book.Append(new DeliveryLine.Redelivery(run, clock.GetUtcNow(), id));
        tally.OnRedelivered();
    }

    public Task Close() => Task.CompletedTask;
}

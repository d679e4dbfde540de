using Sync.Contracts;
using Sync.Domain.Stock;
using Sync.Grains.Entities;
using Sync.Grains.Feed;
using Sync.Journal;

namespace Sync.Grains.Views;

/// <summary>The live stock of one plant: built from snapshots and records, then kept by the feed.</summary>
[GrainType("plant-stock")]
[KeepAlive]
internal sealed class PlantStockGrain(FeedHub hub, IJournal journal, IFeedStore feed, StockModel model, EventCodecs codecs, TimeProvider clock)
    : Grain, IPlantStockGrain
{
    private PlantStock _stock = null!;
    private readonly CancellationTokenSource _stop = new();
    private FeedFollower? _follower;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = this.GetPrimaryKeyString();
        var plant = PlantId.Parse(Identifiers.FromSegment(key));
        _stock = new PlantStock(plant, codecs);

        // The head is read first: what is committed while the scan runs comes again by the feed, and versions tell it apart.
        var head = await feed.HeadAsync(cancellationToken);
        await foreach (var image in journal.ScanAsync(EntityKinds.Stock, key + "/", cancellationToken)) await LoadAsync(image);
        var filter = new ChangeFilter([EntityKinds.Stock], [plant.Value]);
        _follower = new FeedFollower(hub, filter, clock, (_, record) => _stock.Apply(record.Record), static () => true, _stop.Token);
        _follower.StartAt(head);
        await GrainFactory.GetGrain<IFeedDirectoryGrain>(0).Add(new FeedConsumerEntry(FeedConsumers.PlantStock(key), filter));
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        _stop.Dispose();
    }

    public Task Offer(FeedPage page)
    {
        _follower?.Offer(page);
        return Task.CompletedTask;
    }

    public Task<PlantStockPage> Query(PlantStockQuery query)
    {
        var now = clock.GetUtcNow();
        var missing = _follower?.OldestMissing()?.RecordedAt;
        var behind = missing is { } since ? Math.Max(0, (long)(now - since).TotalMilliseconds) : 0;
        return Task.FromResult(_stock.Query(query, new ViewLag(behind, missing ?? now)));
    }

    private async Task LoadAsync(EntityImage image)
    {
        var head = EntityLoader<StockState>.TryHead(image, model)
            ?? (await new EntityLoader<StockState>(model, journal).FoldWholeAsync(image.Entity)).Head;
        _stock.Load(head.View);
    }
}

using Microsoft.Extensions.Hosting;
using Sync.Contracts;
using Sync.Grains.Placement;
using Sync.Domain.Stock;
using Sync.Grains.Entities;
using Sync.Grains.Feed;
using Sync.Journal;

namespace Sync.Grains.Views;

/// <summary>The live stock of one plant: built from snapshots and records, then kept by the feed.</summary>
[GrainType("plant-stock")]
[KeepAlive]
[SpreadPlacement]
internal sealed class PlantStockGrain(FeedHub hub, IJournal journal, IFeedStore feed, StockModel model, EventCodecs codecs, TimeProvider clock, IHostApplicationLifetime host)
    : Grain, IPlantStockGrain
{
    private PlantStock _stock = null!;
    /// <summary>Below the time after which a caller gives up on an answer.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);

    private readonly string _epoch = Guid.NewGuid().ToString("N");
    private readonly CancellationTokenSource _stop = new();
    private readonly ChangeSignal _moved = new();
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
        _follower = new FeedFollower(hub, filter, clock, (_, record) => Take(record), static () => true, _stop.Token);
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

    public Task<PlantStockPage> Query(PlantStockQuery query) => Task.FromResult(_stock.Query(query, _follower!.Lag()));

    public Task<PlantHealth> Health() => Task.FromResult(_stock.Health(_follower!.Lag()));

    public async Task<PlantStockChanges> Changes(ViewCursor? after, int max, TimeSpan wait)
    {
        var from = after is { } known && known.Epoch == _epoch && known.Number <= _stock.Head ? known : new ViewCursor(_epoch, 0);
        if (from == after && from.Number == _stock.Head) await _moved.WaitAsync(TimeSpan.FromTicks(Math.Clamp(wait.Ticks, 0, LongestWait.Ticks)), clock, host.ApplicationStopping);
        return _stock.Changes(from, max, _follower!.Lag());
    }

    private void Take(FeedRecord record)
    {
        _stock.Apply(record.Record);
        _moved.Set();
    }

    private async Task LoadAsync(EntityImage image)
    {
        var head = EntityLoader<StockState>.TryHead(image, model)
            ?? (await new EntityLoader<StockState>(model, journal).FoldWholeAsync(image.Entity)).Head;
        _stock.Load(head.View);
    }
}

using Microsoft.Extensions.Hosting;
using Sync.Contracts;
using Sync.Domain.Kernel;
using Sync.Domain.Stock;
using Sync.Grains.Feed;
using Sync.Grains.Placement;

namespace Sync.Grains.Views;

/// <summary>The live stock of one plant.</summary>
[GrainType("plant-stock")]
[KeepAlive]
[SpreadPlacement]
internal sealed class PlantStockGrain(StockModel model, ViewServices services, IHostApplicationLifetime host)
    : ViewGrain<StockState>(model, services), IPlantStockGrain
{
    /// <summary>Below the time after which a caller gives up on an answer.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);

    private readonly string _epoch = Guid.NewGuid().ToString("N");
    private readonly ChangeSignal _moved = new();
    private PlantStock _stock = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = this.GetPrimaryKeyString();
        var plant = PlantId.Parse(Identifiers.FromSegment(key));
        _stock = new PlantStock(plant, Services.Codecs);
        Follow(FeedConsumers.PlantStock(key), new ChangeFilter([EntityKinds.Stock], [plant.Value]), key + "/");
        return Task.CompletedTask;
    }

    public async Task<PlantStockPage> Query(PlantStockQuery query)
    {
        await ReadyAsync();
        return _stock.Query(query, Lag);
    }

    public async Task<PlantHealth> Health()
    {
        await ReadyAsync();
        return _stock.Health(Lag);
    }

    public async Task<PlantStockChanges> Changes(ViewCursor? after, int max, TimeSpan wait)
    {
        await ReadyAsync();
        var from = after is { } known && known.Epoch == _epoch && known.Number <= _stock.Head ? known : new ViewCursor(_epoch, 0);
        if (from == after && from.Number == _stock.Head)
            await _moved.WaitAsync(TimeSpan.FromTicks(Math.Clamp(wait.Ticks, 0, LongestWait.Ticks)), Services.Clock, host.ApplicationStopping);
        return _stock.Changes(from, max, Lag);
    }

    protected override void Load(EntityView<StockState> view) => _stock.Load(view);

    protected override void Apply(JournalRecord record)
    {
        _stock.Apply(record);
        _moved.Set();
    }
}

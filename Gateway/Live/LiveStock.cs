using System.Runtime.CompilerServices;
using Microsoft.Extensions.Hosting;

namespace Sync.Gateway.Live;

/// <summary>One reader for each plant that is watched; the reader stays for a while when the last watcher has left. Thread-safe.</summary>
internal sealed class LiveStock(
    IGrainFactory grains, IOptions<GatewayOptions> options, LiveInstruments instruments, TimeProvider clock, IHostApplicationLifetime host, ILogger<LivePlant> log) : ILiveStock
{
    /// <summary>A page that is loaded again finds the rows still there.</summary>
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly Dictionary<PlantId, Table> _tables = [];
    private int _clients;

    public async IAsyncEnumerable<LiveMessage> WatchAsync(PlantId plant, LiveFilter filter, LiveCursor? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, host.ApplicationStopping);
        var live = Sit(plant);
        try
        {
            var watch = new LiveWatch(live, new LiveReader(filter, after), instruments, clock);
            while (!end.IsCancellationRequested)
            {
                foreach (var message in await watch.NextAsync(end.Token)) yield return message;
            }
        }
        finally
        {
            Leave(plant);
        }
    }

    private LivePlant Sit(PlantId plant)
    {
        lock (_lock)
        {
            if (_clients >= options.Value.LiveClients) throw new LiveFullException(options.Value.LiveClients);
            if (!_tables.TryGetValue(plant, out var table)) _tables[plant] = table = Open(plant);
            _clients++;
            table.Clients++;
            instruments.OnCame();
            return table.Live;
        }
    }

    private void Leave(PlantId plant)
    {
        lock (_lock)
        {
            _clients--;
            var table = _tables[plant];
            table.Clients--;
            table.LeftAt = clock.GetTimestamp();
            instruments.OnLeft();
        }
    }

    private Table Open(PlantId plant)
    {
        var view = grains.GetGrain<IPlantStockGrain>(Identifiers.ToSegment(plant.Value));
        var table = new Table(new LivePlant(plant, view, instruments, clock, log));
        _ = Task.Run(() => table.Live.RunAsync(() => IsNeeded(plant, table), host.ApplicationStopping));
        return table;
    }

    private bool IsNeeded(PlantId plant, Table table)
    {
        lock (_lock)
        {
            if (table.Clients > 0 || clock.GetElapsedTime(table.LeftAt) < Linger) return true;
            _tables.Remove(plant);
            return false;
        }
    }

    private sealed class Table(LivePlant live)
    {
        public LivePlant Live => live;

        public int Clients { get; set; }

        public long LeftAt { get; set; }
    }
}

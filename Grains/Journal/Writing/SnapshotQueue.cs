using Microsoft.Extensions.Logging;
using Sync.Contracts;
using Sync.Journal.Storage;

namespace Sync.Journal.Writing;

/// <summary>Writes snapshots off the path of any answer: the newest of an entity waits, and what does not fit is dropped.
/// A snapshot only saves work at the next load, so losing one costs nothing but time.</summary>
internal sealed partial class SnapshotQueue
{
    private const int QueueLimit = 4_096;
    private const int BatchLimit = 64;
    private readonly Lock _gate = new();
    private readonly Dictionary<EntityKey, Snapshot> _newest = [];
    private readonly BatchLoop<Ticket> _loop;
    private readonly ILogger _logger;
    private ISnapshotTable? _table;

    public SnapshotQueue(ILogger logger)
    {
        _loop = new BatchLoop<Ticket>(QueueLimit, BatchLimit, WorkAsync);
        _logger = logger;
    }

    public void Offer(Snapshot snapshot)
    {
        lock (_gate)
        {
            if (_newest.TryGetValue(snapshot.Entity, out var waiting))
            {
                if (waiting.Version <= snapshot.Version) _newest[snapshot.Entity] = snapshot;
            }
            else if (_loop.Offer(new Ticket(snapshot.Entity)) is null)
            {
                _newest.Add(snapshot.Entity, snapshot);
            }
        }
    }

    public void Start(ISnapshotTable table, TaskScheduler scheduler)
    {
        _table = table;
        _loop.Start(scheduler);
    }

    public Task StopAsync() => _loop.StopAsync();

    private async Task WorkAsync(List<Ticket> batch)
    {
        var snapshots = Take(batch);
        try
        {
            await _table!.SaveAsync(snapshots);
        }
        catch (JournalUnavailableException e)
        {
            LogDropped(e, snapshots.Count);
        }
    }

    private List<Snapshot> Take(List<Ticket> batch)
    {
        var snapshots = new List<Snapshot>(batch.Count);
        lock (_gate)
        {
            foreach (var ticket in batch)
                if (_newest.Remove(ticket.Entity, out var snapshot)) snapshots.Add(snapshot);
        }

        return snapshots;
    }

    [LoggerMessage(EventId = 2011, Level = LogLevel.Warning, Message = "{Snapshots} snapshots were not written: the next load of these entities takes longer")]
    private partial void LogDropped(Exception exception, int snapshots);

    private sealed class Ticket(EntityKey entity) : Awaited
    {
        public EntityKey Entity => entity;
    }
}

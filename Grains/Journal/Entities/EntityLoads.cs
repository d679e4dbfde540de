using Sync.Contracts;
using Sync.Journal.Storage;
using Sync.Journal.Writing;

namespace Sync.Journal.Entities;

/// <summary>Loads many entities in one go: those that wake while others are being loaded share the next read. Thread-safe.</summary>
internal sealed class EntityLoads
{
    private const int QueueLimit = 1_000_000;
    private const int BatchLimit = 256;
    private const int Loops = 2;
    private readonly BatchLoop<LoadRequest>[] _loops;
    private IEntityReader? _reader;

    public EntityLoads()
    {
        _loops = new BatchLoop<LoadRequest>[Loops];
        for (var i = 0; i < Loops; i++) _loops[i] = new BatchLoop<LoadRequest>(QueueLimit, BatchLimit, WorkAsync);
    }

    /// <summary>The image of an entity as it is in the store when this is called, or newer. Not verified.</summary>
    public async Task<EntityImage> LoadAsync(EntityKey entity, CancellationToken cancellationToken)
    {
        var request = new LoadRequest(entity);
        var loop = _loops[0].Waiting <= _loops[1].Waiting ? _loops[0] : _loops[1];
        if (loop.Offer(request) is { } refusal) throw refusal;
        await request.Answer.WaitAsync(cancellationToken);
        return request.Image!;
    }

    public void Start(IEntityReader reader)
    {
        _reader = reader;
        foreach (var loop in _loops) loop.Start(TaskScheduler.Default);
    }

    public Task StopAsync() => Task.WhenAll(_loops.Select(static loop => loop.StopAsync()));

    private async Task WorkAsync(List<LoadRequest> batch)
    {
        try
        {
            await ReadAsync(batch);
        }
        catch (Exception e) when (e is not JournalUnavailableException && batch.Count > 1)
        {
            // One of them cannot be read: the others do not suffer for it.
            foreach (var request in batch) await ReadAloneAsync(request);
        }
    }

    private async Task ReadAsync(List<LoadRequest> batch)
    {
        // Once an entity: two activations of one may ask at once.
        EntityKey[] entities = [.. batch.Select(static request => request.Entity).Distinct()];
        var images = await _reader!.LoadAsync(entities, CancellationToken.None);
        var byEntity = images.ToDictionary(static image => image.Entity);
        foreach (var request in batch)
        {
            request.Image = byEntity[request.Entity];
            request.Succeed();
        }
    }

    private async Task ReadAloneAsync(LoadRequest request)
    {
        try
        {
            await ReadAsync([request]);
        }
        catch (Exception e)
        {
            request.Fail(e);
        }
    }

    private sealed class LoadRequest(EntityKey entity) : Awaited
    {
        public EntityKey Entity => entity;

        public EntityImage? Image { get; set; }
    }
}

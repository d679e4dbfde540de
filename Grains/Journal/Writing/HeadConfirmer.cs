using Sync.Contracts;
using Sync.Journal.Storage;

namespace Sync.Journal.Writing;

/// <summary>Reads the heads of many entities in one go.</summary>
internal sealed class HeadConfirmer
{
    private const int QueueLimit = 65_536;
    private const int BatchLimit = 1_024;
    private readonly BatchLoop<HeadRequest> _loop;
    private IEntityReader? _reader;

    public HeadConfirmer() => _loop = new BatchLoop<HeadRequest>(QueueLimit, BatchLimit, WorkAsync);

    /// <summary>The newest record of an entity as it is in the store now.</summary>
    public async Task<EntityHead> ReadAsync(EntityKey entity)
    {
        var request = new HeadRequest(entity);
        if (_loop.Offer(request) is { } refusal) throw refusal;
        await request.Answer;
        return request.Head;
    }

    public void Start(IEntityReader reader)
    {
        _reader = reader;
        _loop.Start(TaskScheduler.Default);
    }

    public Task StopAsync() => _loop.StopAsync();

    private async Task WorkAsync(List<HeadRequest> batch)
    {
        var heads = await _reader!.ReadHeadsAsync(batch.ConvertAll(static request => request.Entity), CancellationToken.None);
        for (var i = 0; i < heads.Length; i++)
        {
            batch[i].Head = heads[i];
            batch[i].Succeed();
        }
    }

    private sealed class HeadRequest(EntityKey entity) : Awaited
    {
        public EntityKey Entity => entity;

        public EntityHead Head { get; set; }
    }
}

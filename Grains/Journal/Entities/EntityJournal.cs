using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Sync.Contracts;
using Sync.Journal.Hosting;
using Sync.Journal.Storage;
using Sync.Journal.Writing;

namespace Sync.Journal.Entities;

/// <summary>The journal as entities use it.</summary>
internal sealed class EntityJournal(JournalEngine engine) : IJournal
{
    /// <summary>Names that are listed at once, and entities that are read at once.</summary>
    private const int ListPage = 2_048;
    private const int ScanPage = 256;

    public int LaneCount => engine.LaneCount;

    public async Task<EntityImage> LoadAsync(EntityKey entity, CancellationToken cancellationToken)
    {
        await engine.Started.WaitAsync(cancellationToken);
        return ImageVerifier.Verify(await engine.Loads.LoadAsync(entity, cancellationToken));
    }

    public IJournalSession OpenSession(EntityKey entity, long version, RecordHash hash) =>
        new JournalSession(entity, new EntityHead(version, hash), engine.WriterOf(entity), engine.Heads);

    public async Task<ImmutableArray<JournalRecord>> ReadEntityAsync(
        EntityKey entity, long after, long before, int max, bool newestFirst, CancellationToken cancellationToken)
    {
        await engine.Started.WaitAsync(cancellationToken);
        return await engine.Store.Entities.ReadAsync(entity, after, before, max, newestFirst, cancellationToken);
    }

    public async Task<Snapshot?> ReadBaseAsync(EntityKey entity, CancellationToken cancellationToken)
    {
        await engine.Started.WaitAsync(cancellationToken);
        return await engine.Store.Audit.FindBaseAsync(entity, cancellationToken);
    }

    public async Task<ImmutableArray<IdentityMark>> FindAsync(
        EntityKey entity, IReadOnlyCollection<UpdateId> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0) return [];
        await engine.Started.WaitAsync(cancellationToken);
        return await engine.Store.Entities.FindAsync(entity, ids, cancellationToken);
    }

    public void SaveSnapshot(Snapshot snapshot) => engine.Snapshots.Offer(snapshot);

    public async IAsyncEnumerable<EntityImage> ScanAsync(
        string kind, string idPrefix, Func<EntityKey, bool>? isKnown, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await engine.Started.WaitAsync(cancellationToken);
        var range = EntityRange.Of(kind, idPrefix);
        while (true)
        {
            var entities = await engine.Store.Entities.ListAsync(range, ListPage, cancellationToken);
            if (entities.IsEmpty) yield break;
            foreach (var some in entities.Chunk(ScanPage))
            {
                EntityKey[] asked = isKnown is null ? some : [.. some.Where(entity => !isKnown(entity))];
                var images = asked.Length == 0 ? [] : await engine.Store.Entities.LoadAsync(asked, cancellationToken);
                var next = 0;
                foreach (var entity in some)
                    yield return next < images.Length && images[next].Entity == entity ? ImageVerifier.Verify(images[next++]) : new EntityImage(entity, null, []);
            }

            range = range with { After = entities[^1].ToString() };
        }
    }
}

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
    private const int ScanPage = 512;

    public int LaneCount => engine.LaneCount;

    public async Task<EntityImage> LoadAsync(EntityKey entity, CancellationToken cancellationToken)
    {
        await engine.Started.WaitAsync(cancellationToken);
        return ImageVerifier.Verify(await engine.Loads.LoadAsync(entity, cancellationToken));
    }

    public IJournalSession OpenSession(EntityKey entity, long version, RecordHash hash)
    {
        var lane = entity.Lane(LaneCount);
        return new JournalSession(entity, lane, new EntityHead(version, hash), engine.QueueOf(lane), engine.Heads);
    }

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
        (EntityKey[] Entities, Task<ImmutableArray<EntityImage>> Images)? before = null;
        await foreach (var entities in ListAsync(EntityRange.Of(kind, idPrefix), cancellationToken))
        {
            // These are read while the ones before are taken.
            EntityKey[] asked = isKnown is null ? entities : [.. entities.Where(entity => !isKnown(entity))];
            var images = asked.Length == 0 ? Task.FromResult(ImmutableArray<EntityImage>.Empty) : Task.Run(() => ReadAsync(asked, cancellationToken), cancellationToken);
            if (before is var (some, read))
                foreach (var image in Fill(some, await read)) yield return image;
            before = (entities, images);
        }

        if (before is var (last, rest))
            foreach (var image in Fill(last, await rest)) yield return image;
    }

    private async IAsyncEnumerable<EntityKey[]> ListAsync(EntityRange range, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var entities = await engine.Store.Entities.ListAsync(range, ListPage, cancellationToken);
            foreach (var some in entities.Chunk(ScanPage)) yield return some;
            if (entities.Length < ListPage) yield break;
            range = range with { After = entities[^1].ToString() };
        }
    }

    private async Task<ImmutableArray<EntityImage>> ReadAsync(EntityKey[] entities, CancellationToken cancellationToken)
    {
        var images = await engine.Store.Entities.LoadAsync(entities, cancellationToken);
        foreach (var image in images) ImageVerifier.Verify(image);
        return images;
    }

    /// <summary>What was read, with empty images for what need not be read.</summary>
    private static IEnumerable<EntityImage> Fill(EntityKey[] entities, ImmutableArray<EntityImage> images)
    {
        var next = 0;
        foreach (var entity in entities)
            yield return next < images.Length && images[next].Entity == entity ? images[next++] : new EntityImage(entity, null, []);
    }
}

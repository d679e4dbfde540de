using System.Collections.Immutable;
using System.Text.Json;
using Sync.Contracts;
using Sync.Domain.Kernel;
using Sync.Journal;

namespace Sync.Grains.Entities;

/// <summary>Rebuilds an entity's head from the journal.</summary>
internal sealed class EntityLoader<TState>(EntityModel<TState> model, IJournal journal)
    where TState : class
{
    private const int PageSize = 2000;

    /// <summary>From the newest usable snapshot and the records after it; also the snapshot's version.</summary>
    public async Task<(EntityHead<TState> Head, long SnapshotVersion)> LoadAsync(EntityKey key)
    {
        var image = await journal.LoadAsync(key);
        if (image.Snapshot is null) return (Fold(key, image.Tail), 0);
        if (TryHead(image, model) is { } head) return (head, image.Snapshot.Version);
        return await FoldWholeAsync(key);
    }

    /// <summary>From the first record on, forgetting nothing; where older ones were archived, from the state that they gave.</summary>
    public async Task<(EntityHead<TState> Head, long SnapshotVersion)> FoldWholeAsync(EntityKey key)
    {
        var head = EntityReplay.Start(model, key);
        ImmutableArray<JournalRecord> page;
        do
        {
            page = await journal.ReadEntityAsync(key, head.Version, long.MaxValue, PageSize, newestFirst: false);
            // Also in the middle: records may be archived while they are read.
            var isArchived = !page.IsEmpty && page[0].Version > head.Version + 1;
            if (isArchived) head = await ArchivedAsync(key);
            EntityReplay.Fold(model, head, isArchived ? page.Where(r => r.Version > head.Version) : page);
        }
        while (page.Length == PageSize);
        return (head, head.Version);
    }

    /// <summary>A head from an image that was read already; from the first record on where this build cannot read its snapshot.</summary>
    public async Task<EntityHead<TState>> HeadOfAsync(EntityImage image) => TryHead(image, model) ?? (await FoldWholeAsync(image.Entity)).Head;

    /// <summary>A head from an image whose snapshot this build can read, or null.</summary>
    private static EntityHead<TState>? TryHead(EntityImage image, EntityModel<TState> model)
    {
        EntityHead<TState> head;
        if (image.Snapshot is not { } snapshot)
        {
            head = EntityReplay.Start(model, image.Entity);
        }
        else
        {
            if (!EntityReplay.Reads(model, snapshot.Schema)) return null;
            try
            {
                head = EntityReplay.Load(model, image.Entity, snapshot.Version, snapshot.Hash, snapshot.Body.Span);
            }
            catch (JsonException)
            {
                return null;
            }
        }

        EntityReplay.Fold(model, head, image.Tail);
        return head;
    }

    /// <summary>A head as of the newest archived record.</summary>
    public static EntityHead<TState> OfArchive(EntityModel<TState> model, Snapshot state)
    {
        if (!EntityReplay.Reads(model, state.Schema))
            throw new JournalCorruptException($"{state.Entity}: its archived state has format {state.Schema}, this build writes {EntityReplay.SnapshotSchema(model)}: start the build that wrote it");
        return EntityReplay.Load(model, state.Entity, state.Version, state.Hash, state.Body.Span);
    }

    private async Task<EntityHead<TState>> ArchivedAsync(EntityKey key)
    {
        var state = await journal.ReadBaseAsync(key) ?? throw new JournalCorruptException($"{key}: its oldest records are missing, and no archive tells of them");
        return OfArchive(model, state);
    }

    private EntityHead<TState> Fold(EntityKey key, ImmutableArray<JournalRecord> records)
    {
        var head = EntityReplay.Start(model, key);
        EntityReplay.Fold(model, head, records);
        return head;
    }
}

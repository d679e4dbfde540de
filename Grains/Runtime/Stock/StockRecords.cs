using System.Collections.Immutable;
using System.Text.Json;
using Sync.Contracts;
using Sync.Domain.Kernel;
using Sync.Domain.Stock;
using Sync.Grains.Entities;
using Sync.Journal;

namespace Sync.Grains.Stock;

/// <summary>Reads the records of one position from the journal, a page at a time: nothing is asked of its entity, and memory stays at one page.</summary>
internal sealed class StockRecords(StockKey position, IJournal journal, StockModel model)
{
    private const int PageSize = 500;

    /// <summary>A message id without an epoch is looked for in the first of them: sources that count further name theirs.</summary>
    private const int UnnamedEpochs = 32;
    private readonly EntityKey _entity = position.ToEntity();
    private Snapshot? _archive;
    private bool _isArchiveRead;

    public StockKey Position => position;

    /// <summary>The position as it stands in the journal; version 0 when nothing was ever recorded.</summary>
    public async Task<EntityView<StockState>> NowAsync() => (await new EntityLoader<StockState>(model, journal).LoadAsync(_entity)).Head.View;

    /// <summary>A head as of the newest record that was archived; null where none was. A new one each time.</summary>
    public async Task<EntityHead<StockState>?> ArchivedAsync()
    {
        if (!_isArchiveRead) (_archive, _isArchiveRead) = (await journal.ReadBaseAsync(_entity), true);
        return _archive is null ? null : EntityLoader<StockState>.OfArchive(model, _archive);
    }

    /// <summary>A head to go on from: the newest snapshot's where that is not after the moment, else the one before the first record in the journal.</summary>
    public async Task<EntityHead<StockState>> BeforeAsync(Func<EntityHead<StockState>, bool> isAfter)
    {
        var start = await ArchivedAsync() ?? EntityReplay.Start(model, _entity);
        var image = await journal.LoadAsync(_entity);
        if (image.Snapshot is not { } snapshot || !EntityReplay.Reads(model, snapshot.Schema)) return start;
        try
        {
            var head = EntityReplay.Load(model, _entity, snapshot.Version, snapshot.Hash, snapshot.Body.Span);
            return isAfter(head) ? start : head;
        }
        catch (JsonException)
        {
            return start;
        }
    }

    /// <summary>Moves a head on as long as its records are not after the moment.</summary>
    public async Task FoldAsync(EntityHead<StockState> head, Func<JournalRecord, bool> isAfter, Action<JournalRecord>? each = null)
    {
        await foreach (var page in PagesAsync(head.Version, long.MaxValue))
        {
            foreach (var record in page)
            {
                if (isAfter(record)) return;
                EntityReplay.Fold(model, head, [record]);
                each?.Invoke(record);
            }

            EntityReplay.Compact(model, head);
        }
    }

    /// <summary>Every record after the archive up to a version, oldest first.</summary>
    public async Task EachAsync(long upTo, Action<JournalRecord, DomainEvent> each)
    {
        await foreach (var page in PagesAsync((await ArchivedAsync())?.Version ?? 0, upTo + 1))
            foreach (var record in page) each(record, Event(record));
    }

    /// <summary>The first record in the journal; null when there is none.</summary>
    public async Task<JournalRecord?> FirstAsync() => (await journal.ReadEntityAsync(_entity, 0, long.MaxValue, 1, newestFirst: false)).FirstOrDefault();

    /// <summary>The version of the newest record that an update of a source made, by its message id; null when there is none. The index of identities
    /// knows it, also when the record was archived.</summary>
    public async Task<long?> FindAsync(string source, string messageId, int? epoch)
    {
        var epochs = epoch is { } one ? [one] : Enumerable.Range(0, UnnamedEpochs);
        var marks = await journal.FindAsync(_entity, [.. epochs.Select(e => new UpdateId(source, e, messageId))]);
        return marks.IsEmpty ? null : marks.Max(static m => m.Version);
    }

    /// <summary>A record that is in the journal; null when it is not, or not any more.</summary>
    public async Task<JournalRecord?> AtAsync(long version) =>
        (await journal.ReadEntityAsync(_entity, version - 1, version + 1, 1, newestFirst: false)).FirstOrDefault();

    /// <summary>The newest record whose cause is a sequence of a source that is not above one, or anything of an earlier epoch; null when there is none.</summary>
    public async Task<JournalRecord?> UpToAsync(string source, long sequence, int? epoch)
    {
        var before = long.MaxValue;
        while (true)
        {
            var page = await journal.ReadEntityAsync(_entity, 0, before, PageSize, newestFirst: true);
            foreach (var record in page.Where(r => r.Cause.Source == source))
            {
                var meant = epoch ??= record.Cause.Epoch;
                if (record.Cause.Epoch < meant || (record.Cause.Epoch == meant && record.Sequence <= sequence)) return record;
            }

            if (page.Length < PageSize) return null;
            before = page[^1].Version;
        }
    }

    public DomainEvent Event(JournalRecord record) => model.Events.Read(record.Kind, record.Schema, record.Payload);

    private async IAsyncEnumerable<ImmutableArray<JournalRecord>> PagesAsync(long after, long before)
    {
        ImmutableArray<JournalRecord> page;
        do
        {
            page = await journal.ReadEntityAsync(_entity, after, before, PageSize, newestFirst: false);
            if (page.IsEmpty) yield break;
            if (page[0].Version != after + 1) throw new JournalUnavailableException($"records of {_entity} were archived while they were read: ask again");
            yield return page;
            after = page[^1].Version;
        }
        while (page.Length == PageSize);
    }
}

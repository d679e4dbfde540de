using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Journal.Tests.Support;

/// <summary>Makes the records of one entity, each chained to the one before.</summary>
public sealed class Chain(EntityKey entity, long version = 0, RecordHash hash = default)
{
    private static readonly DateTimeOffset Origin = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    public EntityKey Entity => entity;

    public long Version { get; private set; } = version;

    public RecordHash Hash { get; private set; } = hash;

    /// <summary>A chain of an entity that nobody used before.</summary>
    public static Chain New(string id = "P100/RM01") => new(new EntityKey("stock", $"{id}/{Guid.NewGuid():N}"));

    /// <summary>Another activation that stands where this one stands.</summary>
    public Chain Fork() => new(entity, Version, Hash);

    public IJournalSession Open(TestJournal journal) => journal.Journal.OpenSession(entity, Version, Hash);

    public JournalRecord Next(Func<JournalRecord, JournalRecord>? change = null)
    {
        var record = new JournalRecord(
            entity,
            Version + 1,
            Origin.AddMilliseconds(Version),
            new DateTimeOffset(2026, 3, 1, 9, 59, 58, TimeSpan.FromHours(2)),
            new UpdateId("/adapters/erp/main", 0, $"{Guid.NewGuid():N}"),
            Version,
            new Fingerprint((ulong)Random.Shared.NextInt64(), 2),
            "stock.moved",
            1,
            """{"lot":"L1","quantity":"5","unit":"C62"}""",
            Hash,
            default,
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            null,
            "order-4711");
        record = RecordChain.Seal(change is null ? record : change(record));
        Version = record.Version;
        Hash = record.Hash;
        return record;
    }

    public ImmutableArray<JournalRecord> Take(int count) => [.. Enumerable.Range(0, count).Select(_ => Next())];

    /// <summary>Writes records through a session of its own.</summary>
    public async Task<ImmutableArray<JournalRecord>> WriteAsync(TestJournal journal, int count)
    {
        var session = Open(journal);
        var records = Take(count);
        await session.AppendAsync(records);
        return records;
    }
}

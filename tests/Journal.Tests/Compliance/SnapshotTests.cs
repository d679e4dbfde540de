using System.Text;
using Sync.Contracts;
using Sync.Journal.Tests.Support;

namespace Sync.Journal.Tests.Compliance;

public abstract class SnapshotTests : ComplianceTests
{
    [Fact]
    public async Task A_load_begins_at_the_snapshot()
    {
        var journal = await Store.OpenAsync();
        var chain = Chain.New();
        var records = await chain.WriteAsync(journal, 5);
        await SaveAsync(journal, Snapshot(records[2], "at 3"));
        var image = await journal.Journal.LoadAsync(chain.Entity);
        Assert.Equal((3L, 7, "at 3"), (image.Snapshot!.Version, image.Snapshot.Schema, Text(image)));
        Assert.Equal(records[2].Hash, image.Snapshot.Hash);
        Assert.Equal(records[3..], image.Tail);
    }

    [Fact]
    public async Task The_newest_snapshot_stays()
    {
        var journal = await Store.OpenAsync();
        var chain = Chain.New();
        var records = await chain.WriteAsync(journal, 4);
        await SaveAsync(journal, Snapshot(records[3], "at 4"));
        await SaveAsync(journal, Snapshot(records[1], "at 2"));
        Assert.Equal("at 4", Text(await journal.Journal.LoadAsync(chain.Entity)));

        // One call after the other without waiting: the newest of an entity replaces what waits.
        foreach (var record in records) journal.Journal.SaveSnapshot(Snapshot(record, $"again at {record.Version}"));
        await SaveAsync(journal);
        Assert.Equal("again at 4", Text(await journal.Journal.LoadAsync(chain.Entity)));
    }

    [Fact]
    public async Task A_snapshot_of_a_record_that_does_not_exist_is_not_used_and_gives_way()
    {
        var journal = await Store.OpenAsync();
        var chain = Chain.New();
        var records = await chain.WriteAsync(journal, 3);
        var elsewhere = new Chain(chain.Entity, 1, records[0].Hash);
        await SaveAsync(journal, Snapshot(elsewhere.Next(static r => r with { Payload = "another past" }), "same version, other hash"));
        Assert.Null((await journal.Journal.LoadAsync(chain.Entity)).Snapshot);
        elsewhere.Take(10);
        await SaveAsync(journal, Snapshot(elsewhere.Next(), "beyond the end"));
        var image = await journal.Journal.LoadAsync(chain.Entity);
        Assert.Null(image.Snapshot);
        Assert.Equal(records, image.Tail);

        await SaveAsync(journal, Snapshot(records[1], "at 2"));
        Assert.Equal("at 2", Text(await journal.Journal.LoadAsync(chain.Entity)));
    }

    [Fact]
    public async Task Snapshots_are_there_after_a_restart()
    {
        var journal = await Store.OpenAsync();
        var chain = Chain.New();
        var records = await chain.WriteAsync(journal, 2);
        journal.Journal.SaveSnapshot(Snapshot(records[1], "at 2"));
        await journal.StopAsync();
        Assert.Equal("at 2", Text(await (await Store.OpenAsync()).Journal.LoadAsync(chain.Entity)));
    }

    [Fact]
    public async Task A_scan_gives_every_entity_of_the_kind_and_prefix_in_order_and_whole()
    {
        var journal = await Store.OpenAsync();
        var expected = new List<(EntityKey Entity, long Snapshot, long Head)>();
        var writes = new List<Task>();
        for (var i = 0; i < 600; i++)
        {
            var (kind, id) = (i % 10 == 0 ? "item" : "stock", $"P{i % 3}/RM/B-{i:0000}");
            var chain = new Chain(new EntityKey(kind, id));
            var records = chain.Take(1 + (i % 4));
            writes.Add(new Chain(chain.Entity).Open(journal).AppendAsync(records));
            var snapshot = i % 5 == 0 ? records[i % records.Length] : null;
            if (kind == "stock" && i % 3 == 1) expected.Add((chain.Entity, snapshot?.Version ?? 0, chain.Version));
            if (snapshot is not null) journal.Journal.SaveSnapshot(Snapshot(snapshot, "s"));
        }

        await Task.WhenAll(writes);
        await SaveAsync(journal);

        var found = new List<(EntityKey Entity, long Snapshot, long Head)>();
        await foreach (var image in journal.Journal.ScanAsync("stock", "P1/"))
        {
            var snapshot = image.Snapshot?.Version ?? 0;
            found.Add((image.Entity, snapshot, snapshot + image.Tail.Length));
        }

        Assert.Equal(expected.OrderBy(static e => e.Entity.Id, StringComparer.Ordinal), found);
        Assert.Equal(60, await journal.Journal.ScanAsync("item", "").CountAsync());
        var half = await journal.Journal.ScanAsync("item", "", isKnown: entity => entity.StableHash() % 2 == 0).ToListAsync();
        Assert.Equal(60, half.Count);
        Assert.All(half, image => Assert.Equal(image.Entity.StableHash() % 2 == 0, image is { Snapshot: null, Tail.IsEmpty: true }));
        Assert.Equal(1, await journal.Journal.ScanAsync("item", "P0/RM/B-0000").CountAsync());
        Assert.Equal(0, await journal.Journal.ScanAsync("item", "P0/RM/B-0001").CountAsync());
        Assert.Equal(0, await journal.Journal.ScanAsync("ite", "").CountAsync());
    }

    private static Snapshot Snapshot(JournalRecord record, string body) => new(record.Entity, record.Version, record.Hash, 7, Encoding.UTF8.GetBytes(body));

    private static string Text(EntityImage image) => Encoding.UTF8.GetString(image.Snapshot!.Body.Span);

    // Snapshots are written in the order in which they are handed over, so when a later one is there, so are these.
    private static async Task SaveAsync(TestJournal journal, params Snapshot[] snapshots)
    {
        foreach (var snapshot in snapshots) journal.Journal.SaveSnapshot(snapshot);
        var last = Chain.New("LAST/LAST");
        var records = await last.WriteAsync(journal, 1);
        journal.Journal.SaveSnapshot(Snapshot(records[0], "last"));
        await Eventually.IsTrueAsync(async () => (await journal.Journal.LoadAsync(last.Entity)).Snapshot is not null);
    }
}

public sealed class SqliteSnapshotTests : SnapshotTests
{
    protected override Task<TestStore> CreateStoreAsync() => Sqlite();
}

public sealed class PostgresSnapshotTests(PostgresFixture fixture) : SnapshotTests
{
    protected override Task<TestStore> CreateStoreAsync() => Postgres(fixture);
}

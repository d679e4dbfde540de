using System.Collections.Immutable;
using System.Text;
using Sync.Contracts;
using Sync.Journal.Tests.Support;

namespace Sync.Journal.Tests.Compliance;

public abstract class ArchiveTests : ComplianceTests
{
    [Fact]
    public async Task What_was_dropped_is_gone_and_the_entity_loads_as_before()
    {
        var (journal, chain, records) = await WithSnapshotAsync(6, at: 5);
        Assert.Equal(3, await DropAsync(journal, records[2]));
        var image = await journal.Journal.LoadAsync(chain.Entity);
        Assert.Equal((5L, 1), (image.Snapshot!.Version, image.Tail.Length));
        Assert.Equal(records[3..], await journal.Journal.ReadEntityAsync(chain.Entity, 0, long.MaxValue, 100, newestFirst: false));
        Assert.Equal((3L, records[2].Hash, "base at 3"), Read((await journal.Journal.ReadBaseAsync(chain.Entity))!));
        await chain.WriteAsync(journal, 2);
        Assert.Equal(8, (await journal.Journal.LoadAsync(chain.Entity)).Tail[^1].Version);
    }

    [Fact]
    public async Task Without_its_snapshot_an_entity_is_rebuilt_from_where_the_archive_ends()
    {
        var (journal, chain, records) = await WithSnapshotAsync(6, at: 5);
        await DropAsync(journal, records[2]);
        await Store.ExecuteAsync("delete from snapshot");
        var image = await journal.Journal.LoadAsync(chain.Entity);
        Assert.Equal((3L, records[2].Hash, "base at 3"), Read(image.Snapshot!));
        Assert.Equal(records[3..], image.Tail);
    }

    [Fact]
    public async Task A_duplicate_of_a_dropped_record_is_recognised_for_ever()
    {
        var (journal, chain, records) = await WithSnapshotAsync(6, at: 5);
        await DropAsync(journal, records[1]);
        await DropAsync(journal, records[3]);
        await journal.StopAsync();
        var again = await Store.OpenAsync();
        var marks = await again.Journal.FindAsync(chain.Entity, [.. records.Select(static r => r.Cause), new UpdateId("/adapters/erp/main", 0, "never")]);
        Assert.Equal(records.Select(static r => new IdentityMark(r.Cause, r.Fingerprint, r.Version, r.Kind)), marks.Select(static m => m with { Sequence = null }).OrderBy(static m => m.Version));
        Assert.Empty(await again.Journal.FindAsync(chain.Entity, [records[0].Cause with { Epoch = 1 }]));
        Assert.Empty(await again.Journal.FindAsync(Chain.New().Entity, [records[0].Cause]));
    }

    [Fact]
    public async Task Nothing_is_dropped_that_the_snapshot_needs_or_that_is_not_as_the_base_says()
    {
        var (journal, _, records) = await WithSnapshotAsync(6, at: 4);
        await Assert.ThrowsAsync<InvalidOperationException>(() => DropAsync(journal, records[3]));
        await Assert.ThrowsAsync<InvalidOperationException>(() => DropAsync(journal, records[5]));
        await Assert.ThrowsAsync<InvalidOperationException>(() => DropAsync(journal, records[1] with { Hash = records[0].Hash }));
        Assert.Null(await journal.Journal.ReadBaseAsync(records[0].Entity));
        Assert.Equal(6, (await journal.Journal.ReadEntityAsync(records[0].Entity, 0, long.MaxValue, 100, newestFirst: false)).Length);
    }

    [Fact]
    public async Task Where_a_version_is_missing_nothing_is_dropped()
    {
        var (journal, _, records) = await WithSnapshotAsync(6, at: 5);
        await Store.ExecuteAsync("delete from journal where version = 2");
        await Assert.ThrowsAsync<JournalCorruptException>(() => DropAsync(journal, records[2]));
        Assert.Equal(5, (await journal.Journal.ReadEntityAsync(records[0].Entity, 0, long.MaxValue, 100, newestFirst: false)).Length);
    }

    [Fact]
    public async Task Dropping_the_same_again_changes_nothing()
    {
        var (journal, _, records) = await WithSnapshotAsync(6, at: 5);
        Assert.Equal(3, await DropAsync(journal, records[2]));
        Assert.Equal(0, await DropAsync(journal, records[2]));
        Assert.Equal(1, await DropAsync(journal, records[3]));
    }

    [Fact]
    public async Task Old_records_are_those_before_a_version_and_an_instant()
    {
        var (journal, chain, records) = await WithSnapshotAsync(6, at: 5);
        var audit = journal.Audit();
        Assert.Equal(records[..4], (await audit.ReadOldAsync(chain.Entity, 5, records[5].RecordedAt, 100)).Select(static r => r.Record));
        Assert.Equal(records[..2], (await audit.ReadOldAsync(chain.Entity, 5, records[2].RecordedAt, 100)).Select(static r => r.Record));
        Assert.Single(await audit.ReadOldAsync(chain.Entity, 5, records[2].RecordedAt, 1));
    }

    [Fact]
    public async Task The_feed_and_the_list_of_entities_go_on()
    {
        var (journal, chain, records) = await WithSnapshotAsync(6, at: 5);
        var head = await journal.Feed.HeadAsync();
        var old = await journal.Audit().ReadOldAsync(chain.Entity, 5, DateTimeOffset.MaxValue.AddYears(-1), 100);
        await journal.Audit().DropAsync(Base(records[2]), old[2].Position);
        Assert.Equal(head, await journal.Feed.HeadAsync());
        Assert.Equal(old[2].Position, await journal.Audit().DroppedUpToAsync());
        Assert.Equal(records[3..], (await journal.Feed.ReadAsync(default, 100)).Records.Where(r => r.Record.Entity == chain.Entity).Select(static r => r.Record));
        await Store.ExecuteAsync("delete from snapshot");
        await foreach (var image in journal.Journal.ScanAsync("stock", chain.Entity.Id)) Assert.Equal(3, image.Snapshot!.Version);
    }

    [Fact]
    public async Task A_session_that_has_not_heard_of_its_head_for_half_a_day_does_not_append()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.UtcNow);
        var journal = await Store.OpenAsync(services: s => Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddKeyedSingleton<TimeProvider>(
            s, Sync.Journal.Hosting.JournalServiceCollectionExtensions.ClockKey, time));
        var chain = Chain.New();
        var session = chain.Open(journal);
        await session.AppendAsync(chain.Take(1));
        time.Advance(TimeSpan.FromHours(11));
        await session.AppendAsync(chain.Take(1));
        time.Advance(TimeSpan.FromHours(11));
        await session.ConfirmHeadAsync();
        time.Advance(TimeSpan.FromHours(11));
        await session.AppendAsync(chain.Take(1));
        time.Advance(TimeSpan.FromHours(13));
        await Assert.ThrowsAsync<JournalFencedException>(() => session.AppendAsync(chain.Take(1)));
        Assert.True(session.IsPoisoned);
    }

    private static Snapshot Base(JournalRecord record) => new(record.Entity, record.Version, record.Hash, 7, Encoding.UTF8.GetBytes($"base at {record.Version}"));

    private static (long Version, RecordHash Hash, string Body) Read(Snapshot state) => (state.Version, state.Hash, Encoding.UTF8.GetString(state.Body.Span));

    private static Task<int> DropAsync(TestJournal journal, JournalRecord last) => journal.Audit().DropAsync(Base(last), new FeedPosition(0, last.Version, 0));

    private async Task<(TestJournal Journal, Chain Chain, ImmutableArray<JournalRecord> Records)> WithSnapshotAsync(int count, int at)
    {
        var journal = await Store.OpenAsync();
        var chain = Chain.New();
        var records = await chain.WriteAsync(journal, count);
        var record = records[at - 1];
        journal.Journal.SaveSnapshot(new Snapshot(record.Entity, record.Version, record.Hash, 7, "snapshot"u8.ToArray()));
        while (await journal.Audit().FindSnapshotAsync(chain.Entity) is null) await Task.Yield();
        return (journal, chain, records);
    }
}

public sealed class SqliteArchiveTests : ArchiveTests
{
    protected override Task<TestStore> CreateStoreAsync() => Sqlite();
}

public sealed class PostgresArchiveTests(PostgresFixture fixture) : ArchiveTests
{
    protected override Task<TestStore> CreateStoreAsync() => Postgres(fixture);
}

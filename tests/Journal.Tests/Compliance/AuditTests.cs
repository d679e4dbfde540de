using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Journal.Auditing;
using Sync.Journal.Tests.Support;

namespace Sync.Journal.Tests.Compliance;

public abstract class AuditTests : ComplianceTests
{
    private TestJournal _journal = null!;
    private AuditFiles _files = null!;
    private readonly List<Chain> _chains = [];

    [Fact]
    public async Task A_journal_that_nobody_touched_is_proven_complete_up_to_its_newest_head()
    {
        await FilledAsync();
        var result = await _files.ExportAndCheckAsync();
        Assert.Equal((null, 30L, 3, 3L, 30L), (result.Problem, result.Records, result.Anchors, result.Anchor!.Number, result.Anchor.Records));
        await _chains[0].WriteAsync(_journal, 1);
        Assert.Null((await _files.ExportAndCheckAsync()).Problem);
        Assert.Null((await _files.ExportAndCheckAsync(new ExportFilter(Entity: _chains[1].Entity))).Problem);
        _files.Dispose();
    }

    [Fact]
    public async Task A_tail_that_was_cut_off_is_found_out()
    {
        await FilledAsync();
        await Store.ExecuteAsync("delete from journal where version > 9");
        var result = await _files.ExportAndCheckAsync();
        Assert.StartsWith("3 records are missing: head 3", result.Problem, StringComparison.Ordinal);
        Assert.Equal(2, result.Anchor!.Number);
        _files.Dispose();
    }

    [Fact]
    public async Task An_entity_that_was_removed_as_a_whole_is_found_out()
    {
        await FilledAsync();
        await Store.ExecuteAsync($"delete from journal where entity = '{_chains[1].Entity}'");
        Assert.NotNull((await _files.ExportAndCheckAsync()).Problem);
        _files.Dispose();
    }

    [Theory]
    [InlineData(3)]
    [InlineData(10)]
    public async Task A_chain_that_was_written_anew_with_every_hash_recomputed_is_found_out(int from)
    {
        await FilledAsync();
        await RewriteAsync(_chains[2].Entity, from);
        // The chain itself holds: nothing inside of the journal tells.
        await _journal.Journal.LoadAsync(_chains[2].Entity);
        var result = await _files.ExportAndCheckAsync();
        Assert.Contains("written anew", result.Problem, StringComparison.Ordinal);
        Assert.Equal(from == 3 ? null : 2L, result.Anchor?.Number);
        _files.Dispose();
    }

    [Fact]
    public async Task A_changed_record_an_export_with_a_line_less_and_heads_of_another_key_are_found_out()
    {
        await FilledAsync();
        await Store.ExecuteAsync($"update journal set payload = '1' where version = 4 and entity = '{_chains[0].Entity}'");
        Assert.Contains("version 4 was changed", (await _files.ExportAndCheckAsync()).Problem, StringComparison.Ordinal);
        Assert.Null((await _files.ExportAndCheckAsync(new ExportFilter(Entity: _chains[1].Entity))).Problem);

        var heads = HeadFolderFiles();
        var bytes = await File.ReadAllBytesAsync(heads[1]);
        bytes[30] ^= 1;
        await File.WriteAllBytesAsync(heads[1], bytes);
        Assert.Contains("is not believed", (await _files.ExportAndCheckAsync()).Problem, StringComparison.Ordinal);
        File.Delete(heads[1]);
        Assert.Contains("head file 2 is missing", (await _files.ExportAndCheckAsync()).Problem, StringComparison.Ordinal);
        _files.Dispose();
    }

    [Fact]
    public async Task The_head_writer_goes_on_where_its_newest_file_ends()
    {
        await FilledAsync();
        _files.Restart();
        Assert.Null(await _files.Writer.WriteAsync());
        await _chains[0].WriteAsync(_journal, 2);
        Assert.Equal((4L, 32L, 3L), await _files.Writer.WriteAsync() is { } file ? (file.Number, file.Records, file.Entities) : default);
        Assert.Null((await _files.ExportAndCheckAsync()).Problem);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_files.KeyFile));
        _files.Dispose();
    }

    [Fact]
    public async Task After_retention_the_journal_is_proven_from_where_the_archive_ends_and_the_archive_up_to_there()
    {
        var records = await FilledAsync();
        var entity = _chains[0].Entity;
        var own = records.Where(r => r.Entity == entity).ToArray();
        _journal.Journal.SaveSnapshot(new Snapshot(entity, 9, own[8].Hash, 1, "{}"u8.ToArray()));
        while (await _journal.Audit().FindSnapshotAsync(entity) is null) await Task.Yield();
        await _files.ArchiveAsync(own[3]);
        await _files.ArchiveAsync(own[6]);
        var result = await _files.ExportAndCheckAsync();
        Assert.Equal((null, 23L, 3L), (result.Problem, result.Records, result.Anchor!.Number));
        Assert.Null(ArchiveCheck.Run(_files.Archive, _files.Export));

        File.Delete(Directory.GetFiles(_files.Archive, "*.gz").Order(StringComparer.Ordinal).First());
        Assert.Contains("the archive breaks at version 1", ArchiveCheck.Run(_files.Archive, _files.Export), StringComparison.Ordinal);
        await Store.ExecuteAsync("delete from journal where version > 9");
        Assert.Contains("are missing", (await _files.ExportAndCheckAsync()).Problem, StringComparison.Ordinal);
        _files.Dispose();
    }

    [Fact]
    public async Task Heads_are_the_same_whether_records_come_from_the_feed_or_are_read()
    {
        // The first head is asked for before the feed has brought anything.
        var own = await FilledAsync();
        var follower = (await _journal.Feed.ReadToEndAsync())[^1].Position;
        var feed = new List<JournalRecord>();
        foreach (var count in new[] { 2, 3 })
        {
            foreach (var chain in _chains) feed.AddRange(await chain.WriteAsync(_journal, count));
            var seen = await _journal.Feed.ReadToEndAsync(follower);
            while (seen.Count < 3 * count) seen = await _journal.Feed.ReadToEndAsync(follower);
            follower = seen[^1].Position;
            Assert.NotNull(await _files.Writer.WriteAsync());
        }

        // What came from the feed is not handed over twice, and the heads fit everything that is stored.
        Assert.Empty((await _journal.Audit().TakeMovesAsync(follower, 1000)).Moves);
        var result = await _files.ExportAndCheckAsync();
        Assert.Equal((null, (long)own.Length + feed.Count, 5L), (result.Problem, result.Records, result.Anchor!.Number));
        _files.Dispose();
    }

    [Fact]
    public async Task A_journal_that_is_opened_to_be_read_takes_no_record()
    {
        await FilledAsync();
        await _journal.StopAsync();
        var reading = await Store.OpenAsync(static o => o.ReadOnly = true);
        Assert.Equal(3, (await reading.Audit().ListAsync("", 100)).Length);
        Assert.NotEmpty(await reading.Audit().JournalIdAsync());
        _files.Dispose();
    }

    private string[] HeadFolderFiles() => [.. Directory.GetFiles(_files.Heads, "*.head").Order(StringComparer.Ordinal)];

    /// <summary>Three entities of ten records; a head after each third.</summary>
    private async Task<ImmutableArray<JournalRecord>> FilledAsync()
    {
        _journal = await Store.OpenAsync();
        _files = new AuditFiles(_journal, () => Store.OpenAsync(static o => o.ReadOnly = true));
        for (var i = 0; i < 3; i++) _chains.Add(Chain.New());
        var records = ImmutableArray.CreateBuilder<JournalRecord>();
        foreach (var count in new[] { 4, 5, 1 })
        {
            foreach (var chain in _chains) records.AddRange(await chain.WriteAsync(_journal, count));
            while ((await _journal.Audit().TakeMovesAsync(default, 1000)).Moves.Sum(static move => move.Records) < records.Count) await Task.Yield();
            Assert.NotNull(await _files.Writer.WriteAsync());
        }

        return records.ToImmutable();
    }

    /// <summary>As somebody does who owns the database and knows how hashes are made.</summary>
    private async Task RewriteAsync(EntityKey entity, int from)
    {
        var hash = default(RecordHash);
        foreach (var record in await _journal.Journal.ReadEntityAsync(entity, 0, long.MaxValue, 100, newestFirst: false))
        {
            var anew = RecordChain.Seal(record with { PreviousHash = hash, Payload = record.Version == from ? """{"quantity":"6"}""" : record.Payload });
            hash = anew.Hash;
            await Store.ExecuteAsync(
                $"update journal set payload = '{anew.Payload}', previous_hash = {Blob(anew.PreviousHash)}, hash = {Blob(anew.Hash)} where entity = '{entity}' and version = {record.Version}");
        }
    }

    private string Blob(RecordHash hash) => Store.Storage == "postgres" ? $"'\\x{hash}'" : $"x'{hash}'";
}

public sealed class SqliteAuditTests : AuditTests
{
    protected override Task<TestStore> CreateStoreAsync() => Sqlite();
}

public sealed class PostgresAuditTests(PostgresFixture fixture) : AuditTests
{
    protected override Task<TestStore> CreateStoreAsync() => Postgres(fixture);
}

using System.Collections.Immutable;
using CsCheck;
using Sync.Contracts;
using Sync.Journal.Tests.Support;

namespace Sync.Journal.Tests.Compliance;

public abstract class AppendTests : ComplianceTests
{
    [Fact]
    public async Task What_is_appended_is_loaded_field_by_field()
    {
        var journal = await Store.OpenAsync();
        await RecordGen.Records.SampleAsync(
            async changes =>
            {
                var chain = Chain.New();
                ImmutableArray<JournalRecord> records = [.. changes.Select(chain.Next)];
                await new Chain(chain.Entity).Open(journal).AppendAsync(records);
                var image = await journal.Journal.LoadAsync(chain.Entity);
                Assert.Null(image.Snapshot);
                Assert.Equal(records, image.Tail);
                Assert.Equal(records.Select(static r => r.OccurredAt.Offset), image.Tail.Select(static r => r.OccurredAt.Offset));
                Assert.All(image.Tail, static r => Assert.Equal(r.Hash, RecordChain.Compute(r)));
            },
            iter: 100,
            threads: 1);
    }

    [Fact]
    public async Task An_entity_without_records_loads_empty()
    {
        var journal = await Store.OpenAsync();
        var image = await journal.Journal.LoadAsync(new EntityKey("stock", "P1/L1/NOTHING"));
        Assert.Null(image.Snapshot);
        Assert.Empty(image.Tail);
    }

    [Fact]
    public async Task What_is_durable_is_there_after_a_restart()
    {
        var chain = Chain.New();
        var first = await Store.OpenAsync();
        var records = await chain.WriteAsync(first, 3);
        await first.StopAsync();

        var second = await Store.OpenAsync();
        Assert.Equal(records, (await second.Journal.LoadAsync(chain.Entity)).Tail);
        await chain.WriteAsync(second, 1);
        Assert.Equal(4, (await second.Journal.LoadAsync(chain.Entity)).Tail.Length);
    }

    [Fact]
    public async Task Calls_of_a_session_complete_in_their_order_and_need_not_be_awaited_one_by_one()
    {
        var journal = await Store.OpenAsync(static options => options.BatchLimit = 7);
        var chain = Chain.New();
        var session = chain.Open(journal);
        var calls = new List<Task>();
        for (var i = 0; i < 100; i++)
        {
            var before = calls.LastOrDefault() ?? Task.CompletedTask;
            calls.Add(Observe(session.AppendAsync(chain.Take(1 + (i % 3))), before));
        }

        await Task.WhenAll(calls);
        Assert.Equal(chain.Version, (await journal.Journal.LoadAsync(chain.Entity)).Tail.Length);

        static async Task Observe(Task call, Task before)
        {
            await call;
            await before.WaitAsync(TimeSpan.FromSeconds(10));
        }
    }

    [Fact]
    public async Task One_call_may_hold_more_records_than_a_batch_or_the_queue()
    {
        var journal = await Store.OpenAsync(static options => (options.QueueLimit, options.BatchLimit) = (64, 10));
        var chain = Chain.New();
        await chain.WriteAsync(journal, 500);
        Assert.Equal(500, (await journal.Journal.LoadAsync(chain.Entity)).Tail.Length);
    }

    [Fact]
    public async Task Entities_that_append_side_by_side_share_commits()
    {
        var journal = await Store.OpenAsync(static options => options.Writers = 3);
        var chains = Enumerable.Range(0, 300).Select(static _ => Chain.New()).ToArray();
        await Task.WhenAll(chains.Select(chain => chain.WriteAsync(journal, 2)));
        foreach (var chain in chains) Assert.Equal(2, (await journal.Journal.LoadAsync(chain.Entity)).Tail.Length);
    }

    [Fact]
    public async Task Many_sources_and_kinds_come_back_as_they_were()
    {
        var journal = await Store.OpenAsync();
        var chain = Chain.New();
        var session = chain.Open(journal);
        var records = Enumerable.Range(0, 200)
            .Select(i => chain.Next(r => r with { Cause = r.Cause with { Source = $"/flow/{i}" }, Kind = $"stock.kind{i % 17}" }))
            .ToImmutableArray();
        await session.AppendAsync(records);

        var restarted = await Store.OpenAsync();
        Assert.Equal(records, (await restarted.Journal.LoadAsync(chain.Entity)).Tail);
    }

    [Theory]
    [InlineData(0x0000)] // NUL, where some stores end a text
    [InlineData(0xd83d)] // half of a surrogate pair, which UTF-8 cannot say
    public async Task A_text_that_would_not_come_back_is_refused_and_harms_nobody(int character)
    {
        var journal = await Store.OpenAsync();
        var bad = Chain.New();
        var session = bad.Open(journal);
        var text = $"a{(char)character}b";
        await Assert.ThrowsAsync<ArgumentException>(() => session.AppendAsync([bad.Next(r => r with { Payload = text })]));
        Assert.True(session.IsPoisoned);
        await Chain.New().WriteAsync(journal, 1);
    }

    [Fact]
    public async Task A_record_that_does_not_follow_the_head_is_refused()
    {
        var journal = await Store.OpenAsync();
        var chain = Chain.New();
        var session = chain.Open(journal);
        chain.Take(1);
        await Assert.ThrowsAsync<ArgumentException>(() => session.AppendAsync(chain.Take(1)));
        Assert.Empty((await journal.Journal.LoadAsync(chain.Entity)).Tail);
    }

    [Fact]
    public async Task Records_are_read_in_pages_from_either_end()
    {
        var journal = await Store.OpenAsync();
        var chain = Chain.New();
        await chain.WriteAsync(journal, 10);
        var below = await Versions(2, 9, 3, newestFirst: false);
        var fromTheEnd = await Versions(2, 9, 3, newestFirst: true);
        var open = await Versions(8, long.MaxValue, 100, newestFirst: false);
        Assert.Equal([3, 4, 5], below);
        Assert.Equal([8, 7, 6], fromTheEnd);
        Assert.Equal([9, 10], open);
        Assert.Empty(await Versions(10, long.MaxValue, 100, newestFirst: false));

        async Task<long[]> Versions(long after, long before, int max, bool newestFirst) =>
            [.. (await journal.Journal.ReadEntityAsync(chain.Entity, after, before, max, newestFirst)).Select(static r => r.Version)];
    }
}

public sealed class SqliteAppendTests : AppendTests
{
    protected override Task<TestStore> CreateStoreAsync() => Sqlite();
}

public sealed class PostgresAppendTests(PostgresFixture fixture) : AppendTests
{
    protected override Task<TestStore> CreateStoreAsync() => Postgres(fixture);
}

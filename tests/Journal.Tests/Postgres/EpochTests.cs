using Sync.Contracts;
using Sync.Journal.Tests.Support;

namespace Sync.Journal.Tests.Postgres;

/// <summary>A dump restored on another server: transaction ids begin again, below those that are stored.</summary>
public sealed class EpochTests(PostgresFixture fixture) : IAsyncLifetime
{
    private PostgresTestStore _store = null!;

    public async ValueTask InitializeAsync() => _store = new PostgresTestStore((await fixture.ServerAsync()).ConnectionString);

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task New_records_come_after_those_of_the_dump()
    {
        var before = await _store.OpenAsync();
        var chain = Chain.New();
        await chain.WriteAsync(before, 2);
        await before.StopAsync();
        await _store.ExecuteAsync("update journal set xid = '900000000000'");

        var after = await _store.OpenAsync();
        var head = await after.Feed.HeadAsync();
        Assert.Equal(900_000_000_000, head.Transaction);
        await chain.WriteAsync(after, 3);
        var all = await after.Feed.ReadToEndAsync();
        Assert.Equal([1, 2, 3, 4, 5], all.Select(static r => r.Record.Version));
        Assert.Equal(all.Select(static r => r.Position).Order(), all.Select(static r => r.Position));
        Assert.Equal(3, (await after.Feed.ReadToEndAsync(head)).Count);
        Assert.Equal(all[^1].Position, await after.Feed.HeadAsync());
        var lane = chain.Entity.Lane(after.Journal.LaneCount);
        Assert.Equal(all, (await after.Feed.ReadLaneAsync(lane, default, 10)).Records);
    }

    [Fact]
    public async Task A_lane_that_stands_beyond_the_new_ids_does_not_miss_what_comes()
    {
        var before = await _store.OpenAsync();
        await before.Lanes.SaveAsync(new LaneProgress(7, new FeedPosition(0, 900_000_000_000, 5), []));
        await before.StopAsync();

        var after = await _store.OpenAsync();
        await Chain.New().WriteAsync(after, 1);
        Assert.Single(await after.Feed.ReadToEndAsync(await after.Lanes.ReadPositionAsync(7)));
    }

    [Fact]
    public async Task A_restart_of_this_program_alone_changes_nothing()
    {
        for (var i = 0; i < 3; i++)
        {
            var journal = await _store.OpenAsync();
            await Chain.New().WriteAsync(journal, 1);
            Assert.Equal(0, (await journal.Feed.HeadAsync()).Epoch);
        }
    }
}

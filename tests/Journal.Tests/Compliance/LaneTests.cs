using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Journal.Tests.Support;

namespace Sync.Journal.Tests.Compliance;

public abstract class LaneTests : ComplianceTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_position_is_kept_and_never_goes_back()
    {
        var journal = await Store.OpenAsync();
        Assert.Equal(default, await journal.Lanes.ReadPositionAsync(3));
        await SaveAsync(journal, 3, new FeedPosition(0, 100, 7));
        await SaveAsync(journal, 3, new FeedPosition(0, 99, 900));
        Assert.Equal(new FeedPosition(0, 100, 7), await journal.Lanes.ReadPositionAsync(3));
        await SaveAsync(journal, 3, new FeedPosition(0, 100, 8));
        Assert.Equal(new FeedPosition(0, 100, 8), await journal.Lanes.ReadPositionAsync(3));
        await SaveAsync(journal, 3, new FeedPosition(1, 2, 0));
        Assert.Equal(default, await journal.Lanes.ReadPositionAsync(4));

        var restarted = await Store.OpenAsync();
        Assert.Equal(new FeedPosition(1, 2, 0), await restarted.Lanes.ReadPositionAsync(3));
    }

    [Fact]
    public async Task Many_lanes_save_at_once_and_one_lane_many_times()
    {
        var journal = await Store.OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 640).Select(i => journal.Lanes.SaveAsync(
            new LaneProgress(i % 64, new FeedPosition(0, 1 + (i * 7919 % 640), 0), [Due($"d{i}", Noon.AddSeconds(i))]))));
        for (var lane = 0; lane < 64; lane++)
        {
            var greatest = Enumerable.Range(0, 640).Where(i => i % 64 == lane).Max(static i => 1 + (i * 7919 % 640));
            Assert.Equal(greatest, (await journal.Lanes.ReadPositionAsync(lane)).Transaction);
            Assert.Equal(10, (await journal.Lanes.ReadDueAsync(lane, Noon.AddDays(1), 100)).Length);
        }
    }

    [Fact]
    public async Task Due_work_comes_up_in_time_oldest_first()
    {
        var journal = await Store.OpenAsync();
        DueWork late = Due("late", Noon.AddHours(1)), early = Due("early", Noon.AddTicks(10)), middle = Due("middle", Noon.AddMinutes(1));
        await SaveAsync(journal, 1, new FeedPosition(0, 5, 0), late, early, middle);
        await SaveAsync(journal, 2, new FeedPosition(0, 5, 0), Due("other lane", Noon));

        Assert.Empty(await journal.Lanes.ReadDueAsync(1, Noon, 10));
        Assert.Equal([early], await journal.Lanes.ReadDueAsync(1, Noon.AddTicks(10), 10));
        Assert.Equal([early, middle, late], await journal.Lanes.ReadDueAsync(1, DateTimeOffset.MaxValue, 10));
        Assert.Equal([early, middle], await journal.Lanes.ReadDueAsync(1, DateTimeOffset.MaxValue, 2));

        await journal.Lanes.RemoveDueAsync(1, ["early", "no such"]);
        await journal.Lanes.RemoveDueAsync(2, ["late"]);
        Assert.Equal([middle, late], await (await Store.OpenAsync()).Lanes.ReadDueAsync(1, Noon.AddHours(1), 10));
    }

    [Fact]
    public async Task Due_work_with_a_known_id_is_ignored()
    {
        var journal = await Store.OpenAsync();
        var first = Due("x", Noon);
        await SaveAsync(journal, 1, new FeedPosition(0, 5, 0), first);
        await SaveAsync(journal, 1, new FeedPosition(0, 4, 0), Due("x", Noon.AddHours(1)), Due("y", Noon.AddHours(2)), Due("y", Noon.AddHours(3)));
        Assert.Equal([first, Due("y", Noon.AddHours(2))], await journal.Lanes.ReadDueAsync(1, Noon.AddDays(1), 10));
    }

    private static Task SaveAsync(TestJournal journal, int lane, FeedPosition position, params ImmutableArray<DueWork> due) =>
        journal.Lanes.SaveAsync(new LaneProgress(lane, position, due));

    private static DueWork Due(string id, DateTimeOffset at) => new(id, at, new EntityKey("stock", "P1/L1/ä"), """{"type":"ümlaut"}""");
}

public sealed class SqliteLaneTests : LaneTests
{
    protected override Task<TestStore> CreateStoreAsync() => Sqlite();
}

public sealed class PostgresLaneTests(PostgresFixture fixture) : LaneTests
{
    protected override Task<TestStore> CreateStoreAsync() => Postgres(fixture);
}

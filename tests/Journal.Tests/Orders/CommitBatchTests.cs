using Sync.Contracts;
using Sync.Journal.Storage;
using Sync.Journal.Tests.Support;
using Sync.Journal.Writing;

namespace Sync.Journal.Tests.Orders;

/// <summary>What a writer makes of the appends that it took.</summary>
public sealed class CommitBatchTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Rows_of_one_partition_stand_together_and_in_it_those_of_one_entity_in_the_order_of_the_calls()
    {
        var (a, b, c) = (Session("a", lane: 18), Session("b", lane: 1), Session("c", lane: 2 + LaneGroups.Count));
        var groups = CommitBatch.Form([c.Append(), a.Append(), b.Append(), a.Append()], Now);
        Assert.Equal(["stock/P/L/b", "stock/P/L/a", "stock/P/L/c"], groups.Select(static g => g.Session.SortKey));
        Assert.Equal([1L, 2L], groups[1].Records.Select(static r => r.Version));
    }

    private static Appender Session(string item, int lane)
    {
        var entity = new EntityKey("stock", $"P/L/{item}");
        var desk = new CommitDesk<AppendRequest>(1, 10, 10, 1, TimeProvider.System);
        return new Appender(new JournalSession(entity, lane, default, new AppendQueue(desk, 0, TimeProvider.System), new HeadConfirmer()), new Chain(entity));
    }

    private sealed class Appender(JournalSession session, Chain chain)
    {
        public AppendRequest Append() => new(session, chain.Take(1), new Unheard(), Now);
    }
}

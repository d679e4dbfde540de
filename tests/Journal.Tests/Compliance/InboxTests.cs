using System.Collections.Immutable;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Sync.Contracts;
using Sync.Journal.Tests.Support;

namespace Sync.Journal.Tests.Compliance;

public abstract class InboxTests : ComplianceTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task What_was_published_is_there_as_it_came_after_a_restart()
    {
        var inbox = await OpenAsync();
        var sent = new InboundMessage("ä-1", "text/csv; charset=utf-8", [0, 255, 10, 13], "key", [new InboundHeader("Trace", "x\u0001y"), new InboundHeader("Trace", "")]);
        var place = Assert.Single(await inbox.AppendAsync(3, "erp", [sent], Noon));
        Assert.Equal((false, true), (place.Known, place.Same));

        var found = await (await OpenAsync()).FindAsync(place.Number);
        Assert.Equal(("erp", place.Offset, 4, Noon, 0, null), (found!.Stream, found.Offset, found.Length, found.ReceivedAt, found.Revision, found.DecidedAt));
        Assert.Equal(("ä-1", "text/csv; charset=utf-8", "key"), (found.Message.Id, found.Message.MediaType, found.Message.Key));
        Assert.Equal([0, 255, 10, 13], found.Message.Body);
        Assert.Equal(sent.Headers, found.Message.Headers);
        Assert.Equal(InboxState.Pending, found.Mark.State);
        Assert.Null(await inbox.FindAsync(place.Number + 1));
    }

    [Fact]
    public async Task A_message_is_there_once_however_often_it_is_published()
    {
        var inbox = await OpenAsync();
        var first = await inbox.AppendAsync(0, "erp", [Message("a"), Message("b"), Message("a")], Noon);
        Assert.Equal([false, false, true], first.Select(p => p.Known));
        Assert.Equal(first[0].Number, first[2].Number);
        var again = await inbox.AppendAsync(0, "erp", [Message("b"), Message("c")], Noon);
        Assert.Equal([(first[1].Number, true, true), (again[1].Number, false, true)], again.Select(p => (p.Number, p.Known, p.Same)));
        Assert.Equal((true, false), Assert.Single(await inbox.AppendAsync(0, "erp", [Message("c", "other")], Noon)) is var other ? (other.Known, other.Same) : default);

        // Ids belong to their stream; headers are no part of what a message is.
        Assert.False(Assert.Single(await inbox.AppendAsync(0, "mes", [Message("a")], Noon)).Known);
        Assert.True(Assert.Single(await inbox.AppendAsync(0, "mes", [Message("a") with { Headers = [new InboundHeader("traceparent", "2")] }], Noon)).Same);
        Assert.Equal(["erp", "erp", "erp", "mes"], (await inbox.ReadLogAsync(0, 0, 10)).Select(e => e.Stream));
    }

    [Fact]
    public async Task Offsets_grow_in_each_queue_and_a_reader_that_follows_misses_none()
    {
        var inbox = await OpenAsync();
        var writing = Task.WhenAll(Enumerable.Range(0, 8).Select(async writer =>
        {
            for (var i = 0; i < 25; i++) await inbox.AppendAsync(writer % 2, $"s{writer}", [Message($"{i}a"), Message($"{i}b")], Noon);
        }));
        var seen = new List<InboxEntry>();
        for (var ended = false; ;)
        {
            var last = seen.Count == 0 ? 0 : seen[^1].Offset;
            var entries = await inbox.ReadLogAsync(1, last, 7);
            seen.AddRange(entries);
            if (ended && entries.IsEmpty) break;
            ended = writing.IsCompleted;
        }

        await writing;
        Assert.Equal(200, seen.Count);
        Assert.Equal(seen.Select(e => e.Offset).Order(), seen.Select(e => e.Offset));
        var ends = (await inbox.ReadEndsAsync()).ToDictionary(e => e.Queue, e => e.Last);
        Assert.Equal([0, 1], ends.Keys.Order());
        Assert.Equal(seen[^1].Offset, ends[1]);
    }

    [Fact]
    public async Task A_checkpoint_never_goes_back()
    {
        var inbox = await OpenAsync();
        Assert.Equal(0, await inbox.ReadCheckpointAsync(5));
        await inbox.SaveCheckpointAsync(5, 40);
        await inbox.SaveCheckpointAsync(5, 39);
        Assert.Equal(40, await inbox.ReadCheckpointAsync(5));
        await inbox.SaveCheckpointAsync(5, 41);
        Assert.Equal(41, await (await OpenAsync()).ReadCheckpointAsync(5));
        Assert.Equal(0, await inbox.ReadCheckpointAsync(6));
    }

    [Fact]
    public async Task A_mark_is_written_once_for_each_revision()
    {
        var inbox = await OpenAsync();
        var place = (await inbox.AppendAsync(0, "erp", [Message("a"), Message("b")], Noon))[0];
        var dead = new InboxMark(InboxState.Dead, Noon.AddTicks(10), new Refusal("c", "m", "ü"), ["k1", "k2"], Summary(("Rejected", 1)), "[1]");
        Assert.True(await inbox.SaveAsync(place.Number, 0, dead));
        Assert.False(await inbox.SaveAsync(place.Number, 0, dead with { State = InboxState.Done }));

        var found = (await inbox.FindAsync(place.Number))!;
        Assert.Equal((1, InboxState.Dead, dead.At, dead.Reason, "[1]"), (found.Revision, found.Mark.State, found.Mark.At, found.Mark.Reason, found.Mark.Receipts));
        Assert.Equal(dead.Keys, found.Mark.Keys);
        Assert.Equal(dead.Summary, found.Mark.Summary);
        Assert.Equal(["b"], (await inbox.ReadPendingAsync("erp", long.MaxValue, 10)).Select(r => r.Message.Id));
        Assert.True(await inbox.SaveAsync(place.Number, 1, dead with { State = InboxState.Done, Reason = null, Keys = [], Receipts = null }));
        Assert.Null((await inbox.FindAsync(place.Number))!.Mark.Reason);
    }

    [Fact]
    public async Task Pending_and_held_messages_of_a_stream_come_in_order()
    {
        var inbox = await OpenAsync();
        var places = await inbox.AppendAsync(0, "erp", [.. Enumerable.Range(0, 6).Select(i => Message($"{i}"))], Noon);
        await inbox.AppendAsync(0, "mes", [Message("other")], Noon.AddHours(1));
        await MarkAsync(inbox, places[1], InboxState.Dead, "k1");
        await MarkAsync(inbox, places[2], InboxState.Done);
        await MarkAsync(inbox, places[4], InboxState.Waiting, "k1", "k2");

        Assert.Equal(["0", "3", "5"], (await inbox.ReadPendingAsync("erp", long.MaxValue, 10)).Select(r => r.Message.Id));
        Assert.Equal(["0", "3"], (await inbox.ReadPendingAsync("erp", places[4].Offset, 10)).Select(r => r.Message.Id));
        Assert.Equal(["0"], (await inbox.ReadPendingAsync("erp", long.MaxValue, 1)).Select(r => r.Message.Id));
        var holds = await inbox.ReadHoldsAsync("erp", 0, 10);
        Assert.Equal([(places[1].Number, InboxState.Dead, "k1"), (places[4].Number, InboxState.Waiting, "k1,k2")], holds.Select(h => (h.Number, h.State, string.Join(',', h.Keys))));
        Assert.Equal(places[4].Offset, Assert.Single(await inbox.ReadHoldsAsync("erp", places[1].Offset, 10)).Offset);
        Assert.Equal(["erp"], await inbox.ReadBehindAsync(Noon.AddMinutes(1), 10));
        Assert.Equal(["erp", "mes"], await inbox.ReadBehindAsync(Noon.AddHours(2), 10));
    }

    [Fact]
    public async Task A_list_is_by_stream_and_state_newest_first_and_without_bodies()
    {
        var inbox = await OpenAsync();
        var erp = await inbox.AppendAsync(0, "erp", [Message("0"), Message("1"), Message("2")], Noon);
        var mes = await inbox.AppendAsync(1, "mes", [Message("3")], Noon);
        await MarkAsync(inbox, erp[1], InboxState.Dead, "k");

        Assert.Equal(["3", "2", "1", "0"], await IdsAsync(inbox, new InboxQuery(null, null, null, 10)));
        Assert.Equal(["2", "1"], await IdsAsync(inbox, new InboxQuery("erp", null, null, 2)));
        Assert.Equal(["1", "0"], await IdsAsync(inbox, new InboxQuery("erp", null, erp[2].Number, 10)));
        Assert.Equal(["1"], await IdsAsync(inbox, new InboxQuery(null, InboxState.Dead, mes[0].Number, 10)));
        Assert.Equal(["3"], await IdsAsync(inbox, new InboxQuery("mes", InboxState.Pending, null, 10)));
        var row = (await inbox.ListAsync(new InboxQuery("mes", null, null, 10)))[0];
        Assert.Equal((0, 4), (row.Message.Body.Length, row.Length));
    }

    [Fact]
    public async Task An_act_is_recorded_once_with_who_and_why()
    {
        var inbox = await OpenAsync();
        var act = new InboxAct("r1", "resubmit", "ada", "mapping mended", Noon);
        await inbox.AddActAsync(7, act);
        await inbox.AddActAsync(7, act with { Reason = "again" });
        await inbox.AddActAsync(7, act with { Id = "r2", Action = "discard", At = Noon.AddTicks(10) });
        Assert.Equal([act, act with { Id = "r2", Action = "discard", At = Noon.AddTicks(10) }], await inbox.ReadActsAsync(7));
        Assert.Empty(await inbox.ReadActsAsync(8));
    }

    private static async Task<string[]> IdsAsync(IInboxStore inbox, InboxQuery query) => [.. (await inbox.ListAsync(query)).Select(r => r.Message.Id)];

    private static async Task MarkAsync(IInboxStore inbox, InboxPlace place, InboxState state, params string[] keys) =>
        Assert.True(await inbox.SaveAsync(place.Number, 0, new InboxMark(state, Noon, null, [.. keys], Summary(("Applied", 1)), null)));

    private static ImmutableSortedDictionary<string, int> Summary(params (string Verdict, int Count)[] verdicts) =>
        verdicts.ToImmutableSortedDictionary(v => v.Verdict, v => v.Count, StringComparer.Ordinal);

    private static InboundMessage Message(string id, string body = "body") => new(id, "text/plain", [.. Encoding.UTF8.GetBytes(body)], null, []);

    private async Task<IInboxStore> OpenAsync() => (await Store.OpenAsync()).Services.GetRequiredService<IInboxStore>();
}

public sealed class SqliteInboxTests : InboxTests
{
    protected override Task<TestStore> CreateStoreAsync() => Sqlite();
}

public sealed class PostgresInboxTests(PostgresFixture fixture) : InboxTests
{
    protected override Task<TestStore> CreateStoreAsync() => Postgres(fixture);
}

using Sync.Contracts;

namespace Sync.Grains.Tests.Streams;

/// <summary>A message that cannot be read is set aside alone; order is kept for its key.</summary>
public sealed class PoisonTests
{
    private static readonly InboxAct Act = new("r1", "resubmit", "ada", "mended", new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Later_messages_of_its_key_wait_and_other_keys_go_on()
    {
        await using var world = await StreamWorld.StartAsync();
        var sent = await world.PublishAsync("erp", "a1 A", "a2 A bad", "b1 B", "a3 A", "a4 A", "b2 B");
        var dead = await world.DecidedAsync(sent[1]);
        Assert.Equal((InboxState.Dead, "inbox-unreadable"), (dead.State, dead.Reason!.Code));
        Assert.Contains("invalid-payload", dead.Reason.Message, StringComparison.Ordinal);
        Assert.Equal(InboxState.Done, (await world.DecidedAsync(sent[5])).State);
        Assert.Equal([InboxState.Waiting, InboxState.Waiting], [(await world.DecidedAsync(sent[3])).State, (await world.DecidedAsync(sent[4])).State]);
        Assert.Equal(["a1", "b1", "b2"], world.Entities.Applied);
        Assert.Equal("inbox-dead", Assert.IsType<CaseUpdate.Open>(Assert.Single(world.Entities.Cases)).Reason.Code);

        // Another activation knows what is set aside.
        await world.Cluster.DeactivateAsync(world.Stream("erp"));
        await world.DecidedAsync((await world.PublishAsync("erp", "a5 A"))[0], InboxState.Waiting);

        var given = await world.Stream("erp").Discard(sent[1].Number, Act with { Action = "discard", Reason = "sent again as a2b" });
        Assert.Equal((InboxState.Discarded, null), (given.Outcome!.State, given.Refusal));
        Assert.Equal(["a1", "b1", "b2", "a3", "a4", "a5"], world.Entities.Applied);
        Assert.IsType<CaseUpdate.Resolve>(world.Entities.Cases[^1]);
        Assert.Equal(InboxState.Done, (await world.DecidedAsync((await world.PublishAsync("erp", "a6 A"))[0])).State);
    }

    [Fact]
    public async Task Good_events_of_a_bad_message_are_taken_until_its_key_is_met()
    {
        await using var world = await StreamWorld.StartAsync();
        var sent = (await world.PublishAsync("erp", LineMapper.Message("m", "a1 A\nb1 B bad\na2 A\nb2 B\nc1 C")))[0];
        var outcome = await world.DecidedAsync(sent);
        Assert.Equal(InboxState.Dead, outcome.State);
        Assert.Equal(["Applied", "Rejected", "Applied", null, "Applied"], outcome.Receipts.Select(r => r.Receipt?.Verdict));
        Assert.Equal(["a1", "a2", "c1"], world.Entities.Applied);
        Assert.Equal([LineMapper.PositionOf("B")], (await world.Door.Find(sent.Number))!.Row.Keys);
    }

    [Theory]
    [InlineData("nonsense", "malformed-json")]
    [InlineData("broken", "internal")]
    public async Task A_message_that_cannot_be_read_at_all_holds_up_the_key_of_its_source(string body, string code)
    {
        await using var world = await StreamWorld.StartAsync();
        var sent = await world.PublishAsync(
            "erp", LineMapper.Message("m1", body, "k1"), LineMapper.Message("m2", "a1 A", "k1"), LineMapper.Message("m3", "b1 B", "k2"), LineMapper.Message("m4", body), LineMapper.Message("m5", "c1 C"));
        Assert.Contains(code, (await world.DecidedAsync(sent[0], InboxState.Dead)).Reason!.Message, StringComparison.Ordinal);
        await world.DecidedAsync(sent[1], InboxState.Waiting);
        await world.DecidedAsync(sent[2], InboxState.Done);
        await world.DecidedAsync(sent[3], InboxState.Dead);
        await world.DecidedAsync(sent[4], InboxState.Done);
    }

    [Fact]
    public async Task Submitting_again_is_safe_whatever_became_of_a_message()
    {
        await using var world = await StreamWorld.StartAsync();
        var sent = await world.PublishAsync("erp", "a1 A", "a2 A bad");
        await world.DecidedAsync(sent[1]);
        var done = await world.Stream("erp").Resubmit(sent[0].Number, Act);
        Assert.Equal((InboxState.Done, "Applied"), (done.Outcome!.State, done.Outcome.Receipts[0].Receipt!.Verdict));
        var dead = await world.Stream("erp").Resubmit(sent[1].Number, Act with { Id = "r2" });
        Assert.Equal(InboxState.Dead, dead.Outcome!.State);
        Assert.Equal(["a1"], world.Entities.Applied);
        Assert.Equal(1, world.Entities.Duplicates);

        await world.Stream("erp").Resubmit(sent[1].Number, Act with { Id = "r2" });
        var detail = (await world.Door.Find(sent[1].Number))!;
        Assert.Equal([("r2", "ada", "mended")], detail.Acts.Select(a => (a.Id, a.By, a.Reason)));
        Assert.Equal("inbox-state", (await world.Stream("erp").Discard(sent[0].Number, Act)).Refusal!.Code);
        Assert.Equal("not-found", (await world.Stream("mes").Resubmit(sent[0].Number, Act)).Refusal!.Code);
    }

    [Fact]
    public async Task A_mended_message_goes_first_and_what_waited_follows_in_order()
    {
        await using var world = await StreamWorld.StartAsync();
        world.Entities.Interfere = static u => u.Id.MessageId == "a1" ? new Receipt.Unknown(u.Id, ErrorCodes.OutcomeUnknown.With("lost")) : null;
        var sent = await world.PublishAsync("erp", "a1 A", "a2 A", "a3 A");
        foreach (var one in sent) await world.DecidedAsync(one, InboxState.Waiting);
        world.Entities.Interfere = static _ => null;
        Assert.Equal(InboxState.Waiting, (await world.Stream("erp").Resubmit(sent[1].Number, Act)).Outcome!.State);
        Assert.Equal(["a1", "a2", "a3"], world.Entities.Applied);
        foreach (var one in sent) await world.DecidedAsync(one, InboxState.Done);
    }
}

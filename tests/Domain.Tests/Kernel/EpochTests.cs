using Sync.Contracts;
using Sync.Domain.Kernel;
using static Sync.Domain.Tests.Kernel.LogModel;

namespace Sync.Domain.Tests.Kernel;

/// <summary>A source that starts its numbers again without saying so: a conflict, until an operator opens a new epoch.</summary>
public sealed class EpochTests
{
    private static readonly UpdateContracts Strict = new(new SourceContract(A, Order: OrderRule.Strict));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Conflicts_and_what_follows_belong_to_the_new_epoch_and_repetitions_to_the_old(bool strict)
    {
        var log = new Driven<LogState>(new LogModel(), Key, strict ? Strict : UpdateContracts.Default) { Item = Item };
        for (var s = 1; s <= 90; s++) log.Say(Say(A, s, 1));
        log.Batch(Say(A, 1, 2), Say(A, 2, 2));
        Assert.Equal(["1 identity-conflict", "2 identity-conflict"], log.Held);
        Assert.IsType<Receipt.Applied>(log.Control(new ControlUpdate.NewEpoch(new UpdateId(A, 0, "1"), "the line was set up anew", "ada")));
        Assert.Empty(log.Held);
        log.Restart(91);
        var version = log.Head.Version;
        for (var s = 3; s <= 120; s++)
        {
            var receipt = Assert.IsType<Receipt.Applied>(log.Say(Say(A, s, 2)));
            Assert.Equal(new UpdateId(A, 0, $"{s}"), receipt.Id);
        }

        Assert.Equal(version + 118, log.Head.Version);
        log.Restart(150);
        for (var s = 1; s <= 90; s++) Assert.IsType<Receipt.Duplicate>(log.Say(Say(A, s, 1)));
        for (var s = 1; s <= 120; s++) Assert.IsType<Receipt.Duplicate>(log.Say(Say(A, s, 2)));
        Assert.Equal((version + 118, new UpdateId(A, 1, "120")), (log.Head.Version, log.Records[^1].Cause));
        Assert.Equal(string.Concat(Enumerable.Repeat(" 1", 90).Concat(Enumerable.Repeat(" 2", 120))), log.State.FromA);
    }

    [Fact]
    public void In_a_new_epoch_the_sequence_begins_anew_and_its_gaps_are_seen()
    {
        var log = new Driven<LogState>(new LogModel(), Key, Strict) { Item = Item };
        log.Batch(Say(A, 1, 1), Say(A, 2, 1), Say(A, 3, 1), Say(A, 3, 2));
        log.Control(new ControlUpdate.NewEpoch(new UpdateId(A, 0, "3"), "the line was set up anew", "ada"));
        Assert.Equal("3 sequence-gap", Assert.Single(log.Held));
        Assert.Equal([(1, "1 to 2")], log.Head.View.Gaps.Select(g => (g.Epoch, g.Range)));
        Assert.NotNull(Assert.IsType<KernelEvent.Held>(log.Events.Last()).Due);
        log.Restart(4);
        log.Batch(Say(A, 2, 2), Say(A, 4, 2), Say(A, 1, 2));
        Assert.Equal((" 1 1 1 2 2 2 2", 0), (log.State.FromA, log.Head.View.Held.Length));
        log.Restart(7);
    }

    [Fact]
    public void It_can_happen_again()
    {
        var log = new Driven<LogState>(new LogModel(), Key, UpdateContracts.Default) { Item = Item };
        for (var value = 1; value <= 3; value++)
        {
            log.Batch(Say(A, 1, value), Say(A, 2, value));
            if (value > 1) log.Control(new ControlUpdate.NewEpoch(log.Head.View.Held[0].Update.Id, "again", "ada"));
        }

        Assert.Equal((" 1 1 2 2 3 3", 0), (log.State.FromA, log.Head.View.Held.Length));
        Assert.Equal([0, 0, 1, 1, 2, 2], log.Records.Where(r => r.Kind == "log.taken").Select(r => r.Cause.Epoch));
    }

    [Fact]
    public void Only_a_conflict_starts_an_epoch_and_a_conflict_cannot_be_corrected()
    {
        var log = new Driven<LogState>(new LogModel(), Key, UpdateContracts.Default) { Item = Item };
        log.Batch(Say(A, 1, 777), Say(B, 1, 1), Say(B, 1, 2));
        Assert.Equal(ErrorCodes.HeldAction.Code, Assert.IsType<Receipt.Rejected>(log.Control(new ControlUpdate.NewEpoch(new UpdateId(A, 0, "1"), "why", "ada"))).Reason.Code);
        Assert.Equal(ErrorCodes.HeldAction.Code, Assert.IsType<Receipt.Rejected>(log.Control(new ControlUpdate.Fix(new UpdateId(B, 0, "1"), UpdateJson.Write(Say(B, 1, 3)), "why", "ada"))).Reason.Code);
        Assert.Equal(ErrorCodes.HeldUnknown.Code, Assert.IsType<Receipt.Rejected>(log.Control(new ControlUpdate.NewEpoch(new UpdateId(A, 0, "9"), "why", "ada"))).Reason.Code);
    }

    [Fact]
    public void The_case_of_the_conflict_is_closed()
    {
        var log = new Driven<LogState>(new LogModel(), Key, UpdateContracts.Default) { Item = Item };
        log.Batch(Say(A, 1, 1), Say(A, 1, 2));
        log.Control(new ControlUpdate.NewEpoch(new UpdateId(A, 0, "1"), "why", "ada"));
        Assert.Equal(["identity-conflict"], Assert.Single(log.Events.OfType<KernelEvent.EpochOpened>()).Cleared!.Value);
    }

    [Fact]
    public void The_same_content_under_another_id_is_flagged_where_that_is_agreed()
    {
        var log = new Driven<LogState>(new LogModel(), Key, new UpdateContracts(new SourceContract(A, SameContent: true))) { Item = Item };
        Assert.Empty(Assert.IsType<Receipt.Applied>(log.Say(Say(A, null, 5, id: "x"))).Flags);
        Assert.Empty(Assert.IsType<Receipt.Applied>(log.Say(Say(A, null, 6, id: "y"))).Flags);
        Assert.Equal([ReceiptFlags.SameContent], Assert.IsType<Receipt.Applied>(log.Say(Say(A, null, 5, id: "z"))).Flags);
        Assert.Equal(1, log.Events.Last().Identified!.SameAs);
        Assert.Empty(Assert.IsType<Receipt.Applied>(log.Say(Say(B, null, 5, id: "x"))).Flags);
    }
}

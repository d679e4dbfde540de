using Sync.Contracts;
using Sync.Domain.Kernel;
using static Sync.Domain.Tests.Kernel.LogModel;

namespace Sync.Domain.Tests.Kernel;

/// <summary>A source with which it is agreed that its first number, coming again with other content, opens a new epoch (DOMAIN 2).</summary>
public sealed class BirthTests
{
    [Theory]
    [InlineData(0, true)]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(1, false)]
    public void The_first_number_with_other_content_opens_an_epoch_by_itself(int first, bool strict)
    {
        var log = Log(first, strict);
        for (var s = first; s < first + 90; s++) log.Say(Say(A, s, 1));
        for (var s = first; s < first + 120; s++) Assert.Equal(new UpdateId(A, 0, $"{s}"), Assert.IsType<Receipt.Applied>(log.Say(Say(A, s, 2))).Id);
        Assert.Empty(log.Held);
        var opened = Assert.Single(log.Events.OfType<KernelEvent.EpochOpened>());
        Assert.Equal((A, 0, 1, "contract"), (opened.Source, opened.From, opened.To, opened.By));
        log.Restart(100);
        var version = log.Head.Version;
        for (var s = first; s < first + 90; s++) Assert.IsType<Receipt.Duplicate>(log.Say(Say(A, s, 1)));
        for (var s = first; s < first + 120; s++) Assert.IsType<Receipt.Duplicate>(log.Say(Say(A, s, 2)));
        Assert.Equal((version, new UpdateId(A, 1, $"{first + 119}")), (log.Head.Version, log.Records[^1].Cause));
    }

    [Fact]
    public void It_can_happen_again_and_a_restart_between_changes_nothing()
    {
        var log = Log(1, strict: true);
        for (var value = 1; value <= 3; value++)
        {
            log.Batch(Say(A, 1, value), Say(A, 2, value));
            log.Restart(log.Records.Count / 2);
        }

        Assert.Equal((" 1 1 2 2 3 3", 0), (log.State.FromA, log.Head.View.Held.Length));
        Assert.Equal([0, 0, 1, 1, 2, 2], log.Records.Where(r => r.Kind == "log.taken").Select(r => r.Cause.Epoch));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_overtook_the_birth_was_held_as_a_conflict_and_follows_it(bool strict)
    {
        var log = Log(1, strict);
        log.Batch(Say(A, 1, 1), Say(A, 2, 1), Say(A, 3, 1), Say(A, 3, 2), Say(A, 2, 2));
        Assert.Equal(["3 identity-conflict", "2 identity-conflict"], log.Held);
        log.Say(Say(A, 1, 2));
        Assert.Empty(log.Held);
        Assert.Equal(" 1 1 1 2 2 2", log.State.FromA);
        Assert.Equal(["identity-conflict"], Assert.Single(log.Events.OfType<KernelEvent.EpochOpened>()).Cleared!.Value);
    }

    [Fact]
    public void A_birth_that_cannot_be_placed_waits_in_its_new_epoch()
    {
        var log = Log(1, strict: true);
        log.Batch(Say(A, 1, 1), Say(A, 2, 1), Say(A, 1, 777), Say(A, 2, 2));
        Assert.Equal(["1 lot-missing", "2 queued"], log.Held);
        Assert.Equal([1, 1], log.Head.View.Held.Select(h => h.Update.Id.Epoch));
        log.Restart(3);
        Assert.IsType<Receipt.Duplicate>(log.Say(Say(A, 1, 777)));
    }

    [Fact]
    public void Only_the_first_number_is_a_birth_and_only_where_it_is_agreed()
    {
        var log = Log(1, strict: false);
        log.Batch(Say(A, 1, 1), Say(A, 2, 1), Say(A, 2, 2));
        Assert.Equal(["2 identity-conflict"], log.Held);
        var plain = new Driven<LogState>(new LogModel(), Key, new UpdateContracts(new SourceContract(A, Identity: IdentityRule.Sequence))) { Item = Item };
        plain.Batch(Say(A, 1, 1), Say(A, 1, 2));
        Assert.Equal(["1 identity-conflict"], plain.Held);
        log.Batch(Say(B, 1, 1), Say(B, 1, 2));
        Assert.Equal(["2 identity-conflict", "1 identity-conflict"], log.Held);
    }

    [Fact]
    public void Another_message_id_with_the_first_number_is_a_birth_too()
    {
        var log = Log(1, strict: true);
        log.Batch(Say(A, 1, 1, id: "x"), Say(A, 2, 1, id: "y"), Say(A, 1, 2, id: "z"));
        Assert.Equal((" 1 1 2", 0), (log.State.FromA, log.Head.View.Held.Length));
    }

    private static Driven<LogState> Log(long first, bool strict) => new(new LogModel(), Key, new UpdateContracts(
        new SourceContract(A, Order: strict ? OrderRule.Strict : null, FirstSequence: first, Reset: ResetRule.Birth))) { Item = Item };
}

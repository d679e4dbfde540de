using Sync.Contracts;
using Sync.Domain.Kernel;
using static Sync.Domain.Tests.Kernel.LogModel;

namespace Sync.Domain.Tests.Kernel;

/// <summary>What cannot be applied waits on its key: what commutes passes, what is in sequence queues behind it, an operator fixes, resumes or discards.</summary>
public sealed class ParkingTests
{
    private static readonly UpdateContracts Strict = new(new SourceContract(A, Order: OrderRule.Strict));
    private readonly Driven<LogState> _log = new(new LogModel(), Key, Strict) { Item = Item };

    [Fact]
    public void Behind_a_parked_update_the_sequence_queues_and_goes_on_in_order_when_it_is_discarded()
    {
        Park();
        Assert.Equal(["2 lot-missing", "3 queued", "4 queued"], _log.Held);
        Assert.IsType<Receipt.Applied>(_log.Say(Say(B, 7, 7)));
        _log.Restart(3);
        _log.Control(new ControlUpdate.Resume());
        Assert.Equal(["2 lot-missing", "3 queued", "4 queued"], _log.Held);
        Assert.IsType<Receipt.Applied>(_log.Control(new ControlUpdate.Discard(Id("2"), "mistake", "ada")));
        Assert.Equal(" 1 3 4", _log.State.FromA);
        Assert.Empty(_log.Held);
        _log.Restart(5);
    }

    [Fact]
    public void A_corrected_update_is_applied_in_its_place_and_the_original_is_kept()
    {
        Park();
        Assert.IsType<Receipt.Applied>(_log.Control(Fix("2", Say(A, 2, 22))));
        Assert.Equal(" 1 22 3 4", _log.State.FromA);
        Assert.Contains("777", _log.Records[1].Payload, StringComparison.Ordinal);
        _log.Restart(4);
        Assert.IsType<Receipt.Duplicate>(_log.Say(Say(A, 2, 777)));
        Assert.IsType<Receipt.Duplicate>(_log.Say(Say(A, 2, 22)));
        Assert.Equal(ErrorCodes.IdentityConflict.Code, Assert.IsType<Receipt.Held>(_log.Say(Say(A, 2, 5))).Reason.Code);
    }

    [Fact]
    public void A_correction_that_does_not_help_is_held_and_shows_what_the_source_said()
    {
        Park();
        _log.Control(Fix("2", Say(A, 2, 888)));
        _log.Restart(4);
        var held = _log.Head.View.Held[0];
        Assert.Equal((Say(A, 2, 888), Say(A, 2, 777)), (held.Update, held.Original));
        Assert.Equal(["2 lot-missing", "3 queued", "4 queued"], _log.Held);
    }

    [Fact]
    public void A_correction_keeps_identity_sequence_and_type()
    {
        Park();
        foreach (var wrong in new[] { Say(A, 2, 5) with { Sequence = 9 }, Say(B, 2, 5), Say(A, 2, 5, counted: true) })
            Assert.Equal(ErrorCodes.FieldInvalid.Code, Rejected(Fix("2", wrong)));
        Assert.Equal(ErrorCodes.InvalidPayload.Code, Rejected(new ControlUpdate.Fix(Id("2"), "{", "why", "ada")));
        Assert.Equal(ErrorCodes.HeldUnknown.Code, Rejected(Fix("9", Say(A, 9, 5))));
    }

    [Fact]
    public void An_update_that_waits_for_its_turn_can_be_corrected_and_still_waits()
    {
        Park();
        _log.Control(Fix("4", Say(A, 4, 44)));
        Assert.Equal(["2 lot-missing", "3 queued", "4 queued"], _log.Held);
        _log.Control(new ControlUpdate.Discard(Id("2"), "mistake", "ada"));
        Assert.Equal(" 1 3 44", _log.State.FromA);
    }

    [Fact]
    public void What_waited_for_a_gap_says_so_when_it_waits_for_a_parked_one_instead()
    {
        _log.Batch(Say(A, 3, 3), Say(A, 1, 1), Say(A, 2, 777));
        Assert.Equal(["3 queued", "2 lot-missing"], _log.Held);
        Assert.Empty(_log.Head.View.Gaps);
    }

    [Fact]
    public void Without_a_sequence_a_strict_source_is_taken_in_the_order_of_arrival()
    {
        _log.Item = null;
        _log.Batch(Say(A, null, 1, id: "x"), Say(A, null, 2, id: "y"));
        _log.Item = Item;
        Assert.IsType<Receipt.Held>(_log.Say(Say(A, null, 3, id: "z")));
        Assert.Equal(["x item-unknown", "y queued", "z queued"], _log.Held);
        _log.Control(new ControlUpdate.Resume());
        Assert.Equal(" 1 2 3", _log.State.FromA);
    }

    [Fact]
    public void When_the_agreement_ends_what_waited_for_its_turn_goes_on()
    {
        Park();
        var later = new EntityKernel<LogState>(new LogModel());
        var resume = new Update(new UpdateId(UpdateSources.GatewayApi, 0, "r"), Key, new ControlUpdate.Resume());
        later.Decide(_log.Head, resume, new DecisionContext(_log.Now, null, Item));
        Assert.Equal(" 1 3 4", _log.State.FromA);
    }

    private void Park() => _log.Batch(Say(A, 1, 1), Say(A, 2, 777), Say(A, 3, 3), Say(A, 4, 4));

    private string Rejected(ControlUpdate control) => Assert.IsType<Receipt.Rejected>(_log.Control(control)).Reason.Code;

    private static UpdateId Id(string id) => new(A, 0, id);

    private static ControlUpdate.Fix Fix(string id, Update corrected) => new(Id(id), UpdateJson.Write(corrected), "wrong number", "ada");
}

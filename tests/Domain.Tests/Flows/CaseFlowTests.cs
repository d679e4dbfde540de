using Sync.Contracts;
using Sync.Domain.Cases;
using Sync.Domain.Kernel;
using Sync.Domain.Stock;

namespace Sync.Domain.Tests.Flows;

public sealed class CaseFlowTests
{
    private static readonly EntityKey Position = new(EntityKinds.Stock, "P100/RM01/BOLT");

    private static readonly StockEvent.Moved Issued = new()
    {
        Unit = UnitCode.Each, Changes = [new AccountChange(default, -5, -3)], Reserved = 0, Movement = MovementType.Issue,
        Quantity = new Quantity(5, UnitCode.Each), Reservation = "R-1",
    };

    [Fact]
    public void A_held_update_opens_the_case_of_its_reason_and_entity()
    {
        var reason = ErrorCodes.LotMissing.With("BOLT is managed in lots");
        var update = Assert.Single(Cases(Held(reason)));
        Assert.Equal(new EntityKey(EntityKinds.Case, "lot-missing/stock/P100/RM01/BOLT"), update.Target);
        Assert.Equal(new CaseUpdate.Open(reason, Position, new UpdateId("/adapters/erp", 0, "GR-1")), update.Payload);
        Assert.Equal(FlowRecords.OccurredAt, update.OccurredAt);
    }

    [Fact]
    public void What_clears_a_reason_resolves_its_case()
    {
        var update = Assert.Single(Cases(Issued with { Cleared = ["item-unknown"] }));
        Assert.Equal(new EntityKey(EntityKinds.Case, "item-unknown/stock/P100/RM01/BOLT"), update.Target);
        Assert.Equal("system", Assert.IsType<CaseUpdate.Resolve>(update.Payload).By);
    }

    [Fact]
    public void A_discarded_update_resolves_its_case_and_says_who_did_it()
    {
        var update = Assert.Single(Cases(new KernelEvent.Discarded(new UpdateId("/adapters/erp", 0, "GR-1"), "twice", "ada") { Cleared = ["lot-missing"] }));
        Assert.Contains("ada", Assert.IsType<CaseUpdate.Resolve>(update.Payload).Note);
    }

    [Fact]
    public void Held_again_for_another_reason_closes_one_case_and_opens_another()
    {
        var updates = Cases(Held(ErrorCodes.UnitUnknown.With("no CS")) with { Cleared = ["item-unknown"] });
        Assert.IsType<CaseUpdate.Resolve>(updates[0].Payload);
        Assert.IsType<CaseUpdate.Open>(updates[1].Payload);
    }

    [Theory]
    [InlineData(ReceiptFlags.NegativeStock, "-3 EA")]
    [InlineData(ReceiptFlags.StraddlesCount, "count")]
    [InlineData(ReceiptFlags.OverConsumed, "R-1")]
    public void A_fact_that_was_applied_with_a_grave_flag_opens_a_case(string flag, string says)
    {
        var update = Assert.Single(Cases(Issued with { Flags = [flag] }));
        Assert.Equal(new EntityKey(EntityKinds.Case, $"{flag}/stock/P100/RM01/BOLT"), update.Target);
        var open = Assert.IsType<CaseUpdate.Open>(update.Payload);
        Assert.Equal(flag, open.Reason.Code);
        Assert.Contains(says, open.Reason.Message);
        Assert.Equal(ErrorCodes.Find(flag).Cure, open.Reason.Cure);
        Assert.NotEqual(ErrorCodes.Internal, ErrorCodes.Find(flag));
    }

    [Fact]
    public void The_same_content_under_another_id_opens_a_case_when_it_is_applied_and_not_when_it_waits()
    {
        var update = Assert.Single(Cases(Issued with { Identified = new IdentityMark(SameAs: 3) }));
        Assert.Equal(new EntityKey(EntityKinds.Case, "same-content/stock/P100/RM01/BOLT"), update.Target);
        var open = Assert.IsType<CaseUpdate.Open>(update.Payload);
        Assert.Contains("the same as version 3", open.Reason.Message);
        Assert.Equal(ErrorCodes.SameContent.Cure, open.Reason.Cure);
        Assert.Empty(Cases(Issued with { Identified = new IdentityMark(SequenceFrom: 1) }));
        Assert.Equal([ErrorCodes.ItemUnknown.Code], Cases(new KernelEvent.Held(default, ErrorCodes.ItemUnknown.With("x")) { Identified = new IdentityMark(SameAs: 3) })
            .Select(u => Assert.IsType<CaseUpdate.Open>(u.Payload).Reason.Code));
    }

    [Theory]
    [InlineData(ReceiptFlags.BeforeCount)]
    [InlineData(ReceiptFlags.Rounded)]
    [InlineData(ReceiptFlags.UnknownReservation)]
    public void Other_flags_open_none(string flag) => Assert.Empty(Cases(Issued with { Flags = [flag] }));

    [Fact]
    public void A_reservation_that_comes_after_too_much_was_taken_from_it_opens_a_case_too()
    {
        var made = new StockEvent.ReservationMade { Unit = UnitCode.Each, Changes = [], Reserved = 0, Reservation = "R-1", For = "shop", Amount = 1, Flags = [ReceiptFlags.OverConsumed] };
        Assert.Contains("R-1", Assert.IsType<CaseUpdate.Open>(Assert.Single(Cases(made)).Payload).Reason.Message);
    }

    [Fact]
    public void Two_flags_open_two_cases() =>
        Assert.Equal(2, Cases(Issued with { Flags = [ReceiptFlags.NegativeStock, ReceiptFlags.OverConsumed] }).Select(u => u.Target).Distinct().Count());

    [Fact]
    public void A_plain_fact_and_the_cases_own_events_open_none()
    {
        Assert.Empty(Cases(Issued));
        Assert.Empty(Cases(new KernelEvent.Noted()));
        Assert.Empty(Cases(new CaseEvent.Owned { Owner = "ada" }));
    }

    private static KernelEvent.Held Held(Refusal reason) => new(
        StoredUpdates.ToJson(new Update(new UpdateId("/adapters/erp", 0, "GR-1"), Position, new StockUpdate.Received(new Quantity(1, UnitCode.Each)))), reason);

    private static List<Update> Cases(DomainEvent e) =>
        [.. FlowRecords.React(FlowRecords.Of(Position), e).Select(FlowRecords.Command).Where(u => u.Id.Source == "/flows/cases")];
}

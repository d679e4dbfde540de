using Sync.Contracts;
using Sync.Domain.Cases;
using Sync.Domain.Flows;
using Sync.Domain.Stock;

namespace Sync.Domain.Tests.Flows;

public sealed class ExpiryFlowTests
{
    private static readonly EntityKey Position = new(EntityKinds.Stock, "P100/RM01/BOLT");
    private static readonly DateTimeOffset Later = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);

    private static readonly StockEvent.ReservationMade Reserved = new()
    {
        Unit = UnitCode.Each, Changes = [], Reserved = 5, Reservation = "R-1", For = "shop", Amount = 5, ExpiresAt = Later,
    };

    private static readonly CaseEvent.Opened Opened = new()
    {
        Reason = ErrorCodes.ItemUnknown.With("test"), About = Position, Occurrences = 1, DueAt = Later,
    };

    [Fact]
    public void A_reservation_with_an_expiry_is_ended_then()
    {
        var later = Assert.IsType<FlowOutput.SendAt>(Assert.Single(FlowRecords.React(FlowRecords.Of(Position), Reserved)));
        Assert.Equal((Later, Position, new StockUpdate.Expire("R-1", Later)), (later.Due, later.Update.Target, (StockUpdate.Expire)later.Update.Payload));
        Assert.Equal((new UpdateId("/flows/expiry", 0, "stock/P100/RM01/BOLT@7#0"), Later), (later.Update.Id, later.Update.OccurredAt));
    }

    [Fact]
    public void A_reservation_without_an_expiry_lasts() => Assert.Empty(FlowRecords.React(FlowRecords.Of(Position), Reserved with { ExpiresAt = null }));

    [Fact]
    public void A_case_rings_when_it_is_due()
    {
        var key = CaseIds.Of("item-unknown", Position);
        var later = Assert.IsType<FlowOutput.SendAt>(Assert.Single(FlowRecords.React(FlowRecords.Of(key), Opened)));
        Assert.Equal((Later, key, new CaseUpdate.FallDue(Later)), (later.Due, later.Update.Target, (CaseUpdate.FallDue)later.Update.Payload));
    }

    [Fact]
    public void A_further_occurrence_sets_no_second_clock() =>
        Assert.Empty(FlowRecords.React(FlowRecords.Of(CaseIds.Of("item-unknown", Position)), Opened with { Occurrences = 2 }));
}

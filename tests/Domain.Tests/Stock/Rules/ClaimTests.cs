using Sync.Contracts;
using Sync.Domain.Stock;
using static Sync.Domain.Tests.Stock.Masters;

namespace Sync.Domain.Tests.Stock.Rules;

public sealed class ClaimTests
{
    private const string Wms = "/adapters/wms/main";
    private static readonly DocumentReference Order = new("po", "4500012345", "10");
    private readonly Position _position = new() { Plant = Owned("/adapters/wms/*") };

    [Fact]
    public void Two_systems_that_report_one_receipt_count_once_in_either_order()
    {
        foreach (var (first, second) in new[] { (Wms, Position.Erp), (Position.Erp, Wms) })
        {
            var position = new Position { Plant = Owned("/adapters/wms/*") };
            position.Say(Received(10), 1, source: first);
            position.Say(Received(10), 2, source: second);
            Assert.Equal(10, position.Balance());
            Assert.Empty(position.Read.Claims);
            Assert.Contains(ReceiptFlags.ClaimMatched, ((StockEvent)position.Last).Flags!.Value);
        }
    }

    [Fact]
    public void A_claim_moves_nothing_and_is_shown_until_the_owner_says_the_same()
    {
        var claimed = _position.Applied<StockEvent.Claimed>(Received(10), 1, "c1");
        Assert.Empty(claimed.Changes);
        Assert.Equal([ReceiptFlags.Claim], claimed.Flags!.Value);
        var open = Assert.Single(_position.Read.Claims);
        Assert.Equal(
            (new UpdateId(Position.Erp, 0, "c1"), MovementType.Receipt, Order, 10m, ClaimStanding.Waiting, Position.Hour(1), _position.Now.AddDays(1)),
            (open.Claim, open.Movement, open.Reference, open.Claimed, open.Standing, open.OccurredAt, open.DueAt));
        Assert.Equal((0, 1), (_position.Balance(), _position.Read.Sources.Length));
        var owned = _position.Moved(Received(10), 3, "o1", Wms);
        var change = Assert.Single(owned.Claims!.Standings!.Value);
        Assert.Equal((open.Claim, ClaimStanding.Matched, 10, 10), (change.Claim, change.Standing, change.Claimed, change.Counted));
        Assert.Equal([new UpdateId(Wms, 0, "o1")], change.Against!.Value);
        Assert.Equal((10, 0), (_position.Balance(), _position.Read.Claims.Length));
    }

    [Fact]
    public void Without_a_rule_that_fits_every_report_counts()
    {
        _position.Moved(new StockUpdate.Issued(Ea(2), Reference: Order), 1);
        _position.Moved(new StockUpdate.Received(Ea(2), Movement: MovementType.CustomerReturn, Reference: Order), 1);
        _position.Plant = Plant with { Ownership = [new OwnershipRule(Wms, Location: LocationId.Parse("FG01"))] };
        _position.Moved(Received(5), 1);
        Assert.Equal((5, null), (_position.Balance(), _position.State.Claims));
    }

    [Fact]
    public void Ownership_goes_over_at_an_instant_of_occurrence()
    {
        _position.Plant = Plant with
        {
            Ownership = [new OwnershipRule(Position.Erp, MovementType.Receipt, Until: Position.Hour(5)), new OwnershipRule(Wms, MovementType.Receipt, From: Position.Hour(5))],
        };
        _position.Moved(Received(1), 4.9);
        _position.Moved(Received(2), 5, source: Wms);
        _position.Applied<StockEvent.Claimed>(Received(2), 5);
        _position.Applied<StockEvent.Claimed>(Received(1), 4.9, source: Wms);
        Assert.Equal((3, 0), (_position.Balance(), _position.Read.Claims.Length));
    }

    [Fact]
    public void The_first_rule_that_fits_decides_and_a_star_lets_every_report_count()
    {
        _position.Plant = Plant with { Ownership = [new OwnershipRule("*", MovementType.Scrap), new OwnershipRule(Wms)] };
        _position.Moved(new StockUpdate.Issued(Ea(1), Movement: MovementType.Scrap, Reference: Order), 1);
        _position.Applied<StockEvent.Claimed>(new StockUpdate.Issued(Ea(1), Reference: Order), 1);
        Assert.Equal(-1, _position.Balance());
    }

    [Fact]
    public void Another_quantity_is_told_at_once_with_both_sides_and_the_difference()
    {
        _position.Moved(Received(10), 1, "o1", Wms);
        var claimed = _position.Applied<StockEvent.Claimed>(Received(7), 2, "c1");
        Assert.Equal([ReceiptFlags.Claim, ReceiptFlags.ClaimDiffers], claimed.Flags!.Value);
        var change = Assert.Single(claimed.Claims!.Standings!.Value);
        Assert.Equal((ClaimStanding.Differs, 7, 10), (change.Standing, change.Claimed, change.Counted));
        Assert.Equal((ClaimStanding.Differs, -3), (_position.Read.Claims[0].Standing, _position.Read.Claims[0].Difference));
        var rest = _position.Applied<StockEvent.Claimed>(Received(3), 3, "c2");
        Assert.Equal([ErrorCodes.ClaimDiffers.Code], rest.Claims!.Cleared!.Value);
        Assert.Empty(_position.Read.Claims);
    }

    [Fact]
    public void Deliveries_in_parts_match_one_by_one_or_by_their_sum()
    {
        _position.Moved(Received(60), 1, source: Wms);
        _position.Moved(Received(40), 2, source: Wms);
        _position.Applied<StockEvent.Claimed>(Received(40), 3);
        Assert.Empty(_position.Read.Claims);
        _position.Applied<StockEvent.Claimed>(Received(60), 3, source: Position.Erp);
        _position.Applied<StockEvent.Claimed>(Received(100), 3, source: "/adapters/mes/main");
        Assert.Equal((0, 100), (_position.Read.Claims.Length, _position.Balance()));
    }

    [Fact]
    public void Document_line_lot_and_movement_must_be_the_same_and_the_unit_need_not()
    {
        _position.Say(Received(24), 1, source: Wms);
        StockUpdate[] others =
        [
            Received(24, Order with { Line = "20" }), Received(24, Order with { Number = "1" }), Received(24, Order with { Kind = "delivery" }),
            new StockUpdate.Received(Ea(24), Lot("L1"), Reference: Order),
        ];
        foreach (var other in others) Assert.Equal([ReceiptFlags.Claim], _position.Applied<StockEvent.Claimed>(other, 1).Flags!.Value);
        Assert.Equal(4, _position.Read.Claims.Length);
        var crate = _position.Applied<StockEvent.Claimed>(new StockUpdate.Received(Of(1, "CA"), In(StockStatus.Quality), Reference: Order), 1);
        Assert.Equal((24, 4), (crate.Amount, _position.Read.Claims.Length));
    }

    [Fact]
    public void What_lies_farther_apart_than_the_tolerance_is_not_the_same()
    {
        _position.Moved(Received(5), 1, source: Wms);
        _position.Applied<StockEvent.Claimed>(Received(5), 25.1);
        Assert.Equal(ClaimStanding.Waiting, Assert.Single(_position.Read.Claims).Standing);
        _position.Applied<StockEvent.Claimed>(Received(5), 25);
        Assert.Single(_position.Read.Claims);
    }

    [Fact]
    public void A_claim_without_a_document_matches_nothing()
    {
        _position.Moved(new StockUpdate.Received(Ea(5)), 1, source: Wms);
        _position.Applied<StockEvent.Claimed>(new StockUpdate.Received(Ea(5)), 1);
        Assert.Single(_position.Read.Claims);
        Assert.Equal(5, _position.Balance());
    }

    [Fact]
    public void When_its_time_is_up_a_claim_is_overdue_and_the_owners_late_report_still_settles_it()
    {
        _position.Applied<StockEvent.Claimed>(Received(5), 1, "c1");
        var due = Assert.Single(_position.Read.Claims).DueAt;
        var claim = new UpdateId(Position.Erp, 0, "c1");
        _position.Noted(new StockUpdate.ClaimDue(claim, due.AddSeconds(-1)));
        _position.Now = due;
        var overdue = _position.Applied<StockEvent.ClaimOverdue>(new StockUpdate.ClaimDue(claim, due), source: "/flows/claims");
        Assert.Equal([ReceiptFlags.ClaimUnmatched], overdue.Flags!.Value);
        Assert.Equal((ClaimStanding.Overdue, 1), (Assert.Single(_position.Read.Claims).Standing, _position.Read.Sources.Length));
        var late = _position.Moved(Received(5), 2, source: Wms);
        Assert.Equal([ErrorCodes.ClaimUnmatched.Code], late.Claims!.Cleared!.Value);
        Assert.Empty(_position.Read.Claims);
    }

    [Fact]
    public void The_time_of_a_claim_that_was_matched_means_nothing()
    {
        _position.Applied<StockEvent.Claimed>(Received(5), 1, "c1");
        var due = Assert.Single(_position.Read.Claims).DueAt;
        _position.Moved(Received(5), 2, source: Wms);
        _position.Noted(new StockUpdate.ClaimDue(new UpdateId(Position.Erp, 0, "c1"), due));
        _position.Noted(new StockUpdate.ClaimDue(new UpdateId(Position.Erp, 0, "never"), due));
    }

    [Fact]
    public void A_transfer_that_is_claimed_does_not_arrive()
    {
        _position.Plant = Owned(Wms, null);
        _position.Applied<StockEvent.Claimed>(new StockUpdate.Transferred(Ea(5), LocationId.Parse("FG01"), Reference: Order), 1);
        Assert.Empty(_position.Read.Transfers);
        _position.Moved(new StockUpdate.Transferred(Ea(5), LocationId.Parse("FG01"), Reference: Order), 1, source: Wms);
        Assert.Equal((1, 0), (_position.Read.Transfers.Length, _position.Read.Claims.Length));
    }

    [Fact]
    public void A_claim_waits_for_its_masters_like_any_fact()
    {
        _position.Item = null;
        Assert.Equal(ErrorCodes.ItemUnknown.Code, _position.HeldFor(Received(5), 1, "c1"));
        _position.Item = Bolt;
        _position.Say(new ControlUpdate.Resume());
        Assert.Single(_position.Read.Claims);
    }

    private static StockUpdate.Received Received(decimal quantity, DocumentReference? reference = null) => new(Ea(quantity), Reference: reference ?? Order);
}

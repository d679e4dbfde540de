using Sync.Contracts;
using Sync.Domain.Stock;
using Sync.Domain.Tests.Flows;
using static Sync.Domain.Tests.Stock.Masters;

namespace Sync.Domain.Tests.Stock.Rules;

/// <summary>A posting into a closed period is a case, or moves to the first open day by rule, both dates kept; requests are refused (DOMAIN 3).</summary>
public sealed class ClosedPeriodTests
{
    private static readonly DateOnly October = new(2026, 10, 31);
    private static readonly DateOnly Closed = new(2026, 10, 30);
    private readonly Position _position = new() { Plant = At(ClosedPeriodRule.Case) };

    [Fact]
    public void A_movement_into_a_closed_period_is_applied_with_its_date_and_tells_a_person()
    {
        var moved = Moved(new StockUpdate.Received(Ea(5)), Closed);
        Assert.Equal((Closed, null), (moved.PostingDate, moved.SaidPostingDate));
        Assert.Equal([ReceiptFlags.ClosedPeriod], moved.Flags!.Value);
        Assert.Equal(5, _position.Balance());
        var opened = Assert.IsType<CaseUpdate.Open>(FlowRecords.Sent(Assert.Single(FlowRecords.React(_position.Records[^1], moved))).Payload);
        Assert.Equal(ErrorCodes.ClosedPeriod.Code, opened.Reason.Code);
        Assert.Contains("2026-10-30", opened.Reason.Message);
    }

    [Fact]
    public void Where_the_plant_has_it_so_it_moves_to_the_first_open_day_and_both_dates_are_kept()
    {
        _position.Plant = At(ClosedPeriodRule.FirstOpenDay);
        var moved = Moved(new StockUpdate.Issued(Ea(5)), Closed);
        Assert.Equal((new DateOnly(2026, 11, 1), Closed), (moved.PostingDate, moved.SaidPostingDate));
        Assert.Equal(ReceiptFlags.PostingMoved, moved.Flags!.Value[^1]);
        Assert.DoesNotContain(FlowRecords.React(_position.Records[^1], moved).Select(FlowRecords.Sent), u => u.Payload is CaseUpdate.Open open && open.Reason.Code == ErrorCodes.ClosedPeriod.Code);
    }

    [Fact]
    public void An_open_day_costs_nothing_and_the_last_closed_day_is_closed()
    {
        var open = Moved(new StockUpdate.Received(Ea(5)), October.AddDays(1));
        Assert.Equal((null, null), (open.Flags, open.SaidPostingDate));
        Assert.Equal([ReceiptFlags.ClosedPeriod], Moved(new StockUpdate.Received(Ea(5)), October).Flags!.Value);
        _position.Plant = Plant;
        Assert.Null(Moved(new StockUpdate.Received(Ea(5)), October).Flags);
    }

    [Fact]
    public void Without_a_date_of_the_source_the_plants_own_day_counts()
    {
        // 2026-10-31T23:30Z is the first of November in Berlin.
        var at = new DateTimeOffset(2026, 10, 31, 23, 30, 0, TimeSpan.Zero);
        Assert.IsType<Receipt.Applied>(_position.Say(new Update(new UpdateId(Position.Erp, 0, "1"), Key.ToEntity(), new StockUpdate.Received(Ea(1)), at)));
        Assert.Null(Assert.IsType<StockEvent.Moved>(_position.Last).Flags);
        Assert.IsType<Receipt.Applied>(_position.Say(new Update(new UpdateId(Position.Erp, 0, "2"), Key.ToEntity(), new StockUpdate.Received(Ea(1)), at.AddHours(-1))));
        Assert.Equal([ReceiptFlags.ClosedPeriod], Assert.IsType<StockEvent.Moved>(_position.Last).Flags!.Value);
    }

    [Fact]
    public void The_receiving_half_of_a_transfer_is_posted_on_the_day_of_the_sending_one()
    {
        _position.Plant = At(ClosedPeriodRule.FirstOpenDay);
        var moved = Moved(new StockUpdate.Transferred(Ea(5), LocationId.Parse("RM02")), Closed);
        var arrive = FlowRecords.React(_position.Records[^1], moved).Select(FlowRecords.Sent).Single(u => u.Payload is StockUpdate.Arrive);
        Assert.Equal(new DateOnly(2026, 11, 1), arrive.PostingDate);
    }

    [Fact]
    public void An_arrival_into_a_closed_period_keeps_both_dates_too()
    {
        _position.Plant = At(ClosedPeriodRule.FirstOpenDay);
        _position.Say(Dated(new StockUpdate.Arrive("t", Masters.At("RM02", "BOLT-M8"), Ea(5), default), Closed));
        var arrived = Assert.IsType<StockEvent.TransferArrived>(_position.Last);
        Assert.Equal((new DateOnly(2026, 11, 1), Closed), (arrived.PostingDate, arrived.SaidPostingDate));
    }

    [Theory]
    [InlineData(ClosedPeriodRule.Case)]
    [InlineData(ClosedPeriodRule.FirstOpenDay)]
    public void Requests_into_a_closed_period_are_refused(ClosedPeriodRule rule)
    {
        _position.Plant = At(rule);
        _position.Moved(new StockUpdate.Received(Ea(50)));
        _position.Say(new StockUpdate.Reserve("R1", Ea(5), "WO-1"));
        foreach (var request in (StockUpdate[])[new StockUpdate.Reserve("R2", Ea(5), "WO-2"), new StockUpdate.Release("R1")])
            Assert.Equal(ErrorCodes.ClosedPeriod.Code, Assert.IsType<Receipt.Rejected>(_position.Say(Dated(request, Closed))).Reason.Code);
        Assert.IsType<Receipt.Applied>(_position.Say(Dated(new StockUpdate.Release("R1"), October.AddDays(1))));
    }

    private static PlantMaster At(ClosedPeriodRule rule) => Plant with { Posting = new PostingPeriod(October, rule) };

    private StockEvent.Moved Moved(StockUpdate payload, DateOnly day)
    {
        Assert.IsType<Receipt.Applied>(_position.Say(Dated(payload, day)));
        return Assert.IsType<StockEvent.Moved>(_position.Last);
    }

    private Update Dated(StockUpdate payload, DateOnly day) =>
        new(new UpdateId(Position.Erp, 0, $"dated-{_position.Records.Count}-{payload.GetType().Name}-{day:O}"), Key.ToEntity(), payload, Position.Hour(10), day);
}

using Sync.Contracts;
using Sync.Domain.Stock;
using static Sync.Domain.Tests.Stock.Masters;

namespace Sync.Domain.Tests.Stock.Rules;

public sealed class EchoTests
{
    private const string Wms = "/adapters/wms/main";
    private readonly Position _position = new();
    private int _echoes;

    [Fact]
    public void A_change_that_comes_back_confirms_and_moves_nothing()
    {
        _position.Moved(new StockUpdate.Received(Ea(10)), 1, source: Wms);
        var receipt = Assert.IsType<Receipt.Applied>(Echo(new StockUpdate.Received(Ea(10), Reference: new DocumentReference("material-document", "5001")), Change(1)));
        Assert.Equal([ReceiptFlags.Echo], receipt.Flags);
        var echoed = Assert.IsType<StockEvent.Echoed>(_position.Last);
        Assert.Equal((Change(1), MovementType.Receipt, "5001"), (echoed.Change, echoed.Movement, echoed.Reference!.Number));
        Assert.Empty(echoed.Changes);
        Assert.Equal(10, _position.Balance());
    }

    [Fact]
    public void It_may_be_named_as_cause_as_correlation_or_as_document()
    {
        _position.Moved(new StockUpdate.Received(Ea(10)), 1, source: Wms);
        Echo(new StockUpdate.Received(Ea(10)), Change(1));
        Echo(new StockUpdate.Received(Ea(10)), null, Change(1));
        Echo(new StockUpdate.Received(Ea(10), Reference: new DocumentReference("change", Change(1))), null);
        Assert.All(_position.Records.Skip(1), r => Assert.Equal("stock.echoed", r.Kind));
        Assert.Equal(10, _position.Balance());
    }

    [Fact]
    public void Every_movement_has_its_echo()
    {
        var status = new StockUpdate.StatusChanged(Ea(2), default, StockStatus.Blocked);
        StockUpdate[] said =
        [
            new StockUpdate.Received(Of(2, "CA"), Movement: MovementType.ProductionOutput), new StockUpdate.Issued(Ea(3), Reservation: "R1"), status,
            new StockUpdate.Transferred(Ea(4), LocationId.Parse("FG01")), new StockUpdate.Adjusted(Ea(-1), "why"),
        ];
        for (var i = 0; i < said.Length; i++) _position.Moved(said[i], i, $"m{i}", Wms);
        _position.Moved(new StockUpdate.Reversed("m1", Ea(1)), 8, source: Wms);
        var before = _position.Read;
        for (var i = 0; i < said.Length; i++) Assert.Contains(ReceiptFlags.Echo, Assert.IsType<Receipt.Applied>(Echo(said[i], Change(i + 1))).Flags);
        Assert.Contains(ReceiptFlags.Echo, Assert.IsType<Receipt.Applied>(Echo(new StockUpdate.Reversed("m1", Ea(1), Wms), Change(6))).Flags);
        Assert.Contains(ReceiptFlags.Echo, Assert.IsType<Receipt.Applied>(Echo(new StockUpdate.Reversed("m1", ReversesSource: Wms), Change(6))).Flags);
        Assert.Equal(before.Accounts, _position.Read.Accounts);
        Assert.Equal((before.Measures, before.Transfers.Length), (_position.Read.Measures, _position.Read.Transfers.Length));
    }

    [Fact]
    public void Another_quantity_account_or_type_is_a_fact_of_its_own_that_our_change_caused()
    {
        _position.Moved(new StockUpdate.Received(Ea(10)), 1, source: Wms);
        Assert.Empty(Assert.IsType<Receipt.Applied>(Echo(new StockUpdate.Received(Ea(9)), Change(1))).Flags);
        Assert.Empty(Assert.IsType<Receipt.Applied>(Echo(new StockUpdate.Received(Ea(10), In(StockStatus.Quality)), Change(1))).Flags);
        Assert.Empty(Assert.IsType<Receipt.Applied>(Echo(new StockUpdate.Issued(Ea(10)), Change(1))).Flags);
        Assert.Equal((9, 10), (_position.Balance(), _position.Balance(In(StockStatus.Quality))));
    }

    [Theory]
    [InlineData("stock/P100/RM01/BOLT-M8@2")]
    [InlineData("stock/P100/RM02/BOLT-M8@1")]
    [InlineData("stock/P100/RM01/BOLT-M8")]
    [InlineData("stock/P100/RM01/BOLT-M8@")]
    [InlineData("stock/P100/RM01/BOLT-M8@-1")]
    [InlineData("stock/@1")]
    [InlineData("item/BOLT-M8@1")]
    [InlineData("GR-1")]
    public void What_names_no_change_of_this_position_counts(string cause)
    {
        _position.Moved(new StockUpdate.Received(Ea(10)), 1, source: Wms);
        Assert.Empty(Assert.IsType<Receipt.Applied>(Echo(new StockUpdate.Received(Ea(10)), cause)).Flags);
        Assert.Equal(20, _position.Balance());
    }

    [Fact]
    public void An_echo_of_what_was_forgotten_is_found_in_the_history()
    {
        _position.Moved(new StockUpdate.Received(Ea(7)), 0, source: Wms);
        for (var i = 0; i < 100; i++) _position.Moved(new StockUpdate.Received(Ea(1)), 1 + i, source: Wms);
        _position.Compact();
        Echo(new StockUpdate.Received(Ea(7)), Change(1));
        Assert.Equal((1, 107), (_position.Refolds, _position.Balance()));
        Assert.IsType<StockEvent.Echoed>(_position.Last);
    }

    [Fact]
    public void The_source_shows_that_it_was_heard()
    {
        _position.Moved(new StockUpdate.Received(Ea(10)), 1, source: Wms);
        Echo(new StockUpdate.Received(Ea(10)), Change(1));
        Assert.Equal([Position.Erp, Wms], _position.Read.Sources.Select(s => s.Source));
    }

    private static string Change(int version) => $"{Key.ToEntity()}@{version}";

    private Receipt Echo(StockUpdate payload, string? cause, string? correlation = null) => _position.Say(new Update(
        new UpdateId(Position.Erp, 0, $"echo-{++_echoes}"), Key.ToEntity(), payload, Position.Hour(20), CausationId: cause, CorrelationId: correlation));
}

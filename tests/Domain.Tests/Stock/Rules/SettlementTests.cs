using Sync.Contracts;
using Sync.Domain.Kernel;
using Sync.Domain.Stock;
using static Sync.Domain.Tests.Stock.Masters;

namespace Sync.Domain.Tests.Stock.Rules;

/// <summary>Supplier-owned stock is here and not ours until it is consumed; consumption emits a settlement (DOMAIN 4).</summary>
public sealed class SettlementTests
{
    private static readonly StockAccount Acme = OwnedBy("ACME");
    private readonly Position _position = new();

    public SettlementTests() => _position.Moved(new StockUpdate.Received(Ea(100), Acme), 1);

    [Theory]
    [InlineData(MovementType.Issue)]
    [InlineData(MovementType.ProductionConsume)]
    [InlineData(MovementType.Ship)]
    [InlineData(MovementType.Scrap)]
    public void Consumption_of_anothers_goods_settles_in_its_own_record(MovementType movement)
    {
        var moved = _position.Moved(new StockUpdate.Issued(Of(2, "CA"), Acme, movement), 2);
        Assert.Equal(new Settlement(PartyId.Parse("ACME"), 48), moved.Settlement);
        Assert.Contains("\"settlement\":{\"owner\":\"ACME\",\"amount\":48}", _position.Records[^1].Payload);
    }

    [Fact]
    public void Own_stock_receipts_returns_and_changes_of_status_settle_nothing()
    {
        Assert.Null(_position.Moved(new StockUpdate.Received(Ea(1), Acme), 2).Settlement);
        Assert.Null(_position.Moved(new StockUpdate.Issued(Ea(1)), 2).Settlement);
        Assert.Null(_position.Moved(new StockUpdate.Issued(Ea(1), Acme, MovementType.ReturnToSupplier), 2).Settlement);
        Assert.Null(_position.Moved(new StockUpdate.StatusChanged(Ea(1), Acme, StockStatus.Blocked), 2).Settlement);
    }

    [Fact]
    public void A_reversal_takes_back_as_much_as_it_gives_back()
    {
        _position.Moved(new StockUpdate.Issued(Ea(10), Acme), 2, "GI-1");
        Assert.Equal(-4, _position.Moved(new StockUpdate.Reversed("GI-1", Ea(4)), 3).Settlement!.Amount);
        Assert.Equal(-6, _position.Moved(new StockUpdate.Reversed("GI-1"), 3).Settlement!.Amount);
        Assert.Equal(100, _position.Balance(Acme));
    }

    [Fact]
    public void A_reversal_takes_back_also_what_was_settled_before_a_restart_or_forgotten()
    {
        _position.Moved(new StockUpdate.Issued(Ea(10), Acme), 2, "GI-1");
        _position.RestartFrom(2);
        Assert.Equal(-3, _position.Moved(new StockUpdate.Reversed("GI-1", Ea(3)), 3).Settlement!.Amount);
        for (var i = 0; i < 70; i++) _position.Moved(new StockUpdate.Received(Ea(1)), 10 + i);
        _position.Compact();
        Assert.Equal(-7, _position.Moved(new StockUpdate.Reversed("GI-1"), 200).Settlement!.Amount);
        Assert.Equal(1, _position.Refolds);
    }

    [Fact]
    public void What_a_count_had_seen_already_is_settled_all_the_same()
    {
        _position.Say(new StockUpdate.Counted([new CountLine(Ea(90), Acme)]), 5);
        Assert.Equal(10, _position.Moved(new StockUpdate.Issued(Ea(10), Acme), 2).Settlement!.Amount);
    }

    [Fact]
    public void A_claim_of_a_consumption_settles_nothing()
    {
        _position.Plant = Owned("/adapters/mes/*", MovementType.Issue);
        Assert.IsType<StockEvent.Claimed>(_position.Applied<StockEvent.Claimed>(new StockUpdate.Issued(Ea(10), Acme, Reference: new DocumentReference("wo", "1")), 2));
        Assert.DoesNotContain("settlement", _position.Records[^1].Payload);
    }

    [Fact]
    public void Nothing_is_settled_before_every_silo_can_read_it()
    {
        var (model, kernel) = (new StockModel(), new EntityKernel<StockState>(new StockModel()));
        Settlement? Settled(FormatLevels? agreed)
        {
            var update = new Update(new UpdateId(Position.Erp, 0, "1"), Key.ToEntity(), new StockUpdate.Issued(Ea(1), Acme), Position.Hour(1));
            var step = kernel.Decide(EntityReplay.Start(model, Key.ToEntity()), update, new DecisionContext(Position.Hour(2), Plant, Bolt, Formats: agreed));
            return Assert.IsType<StockEvent.Moved>(Position.Event(Assert.IsType<Step.Decided>(step).Records[0])).Settlement;
        }

        Assert.Null(Settled(FormatLevels.Oldest));
        Assert.NotNull(Settled(new FormatLevels([KeyValuePair.Create("stock.moved.settlement", 2)])));
        Assert.Equal(2, model.Events.Reads["stock.moved.settlement"]);
    }
}

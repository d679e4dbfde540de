using CsCheck;
using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Domain.Tests.Stock.Laws;

public sealed class TotalityLaws
{
    [Fact]
    public void No_update_breaks_a_position_and_facts_in_form_are_never_refused() =>
        Gen.Select(AnyUpdate.Updates, AnyUpdate.Items, AnyUpdate.Plants).Sample(
            (updates, item, plant) =>
            {
                var position = new Position { Item = item, Plant = plant };
                for (var i = 0; i < updates.Length; i++)
                {
                    var update = new Update(new UpdateId(Position.Erp, 0, $"f{(i % 7 == 6 ? i - 1 : i)}"), Masters.Key.ToEntity(), updates[i].Payload, updates[i].At);
                    var receipt = position.Say(update);
                    var type = UpdateTypes.Of(update.Payload);
                    if (receipt is Receipt.Rejected rejected && type is { Nature: Nature.Fact, Public: true } && UpdateRules.Accept(update).Update is not null)
                        Assert.Equal(ErrorCodes.QuantityInvalid.Code, rejected.Reason.Code);
                    if (i % 10 == 9) position.Compact();
                }

                Assert.Equal(position.Saved(), Position.Saved(position.Fold(position.Records.Count)));
                Assert.NotNull(position.Read);
            },
            iter: 2000, threads: 2);

    [Fact]
    public void Only_a_quantity_that_its_conversion_takes_out_of_range_is_a_fact_in_form_that_is_refused()
    {
        var position = new Position();
        Assert.Equal(ErrorCodes.QuantityInvalid.Code, position.RefusedFor(new StockUpdate.Received(Masters.Of(900_000_000_000_000, "CA"))));
        position.Moved(new StockUpdate.Received(Masters.Of(900_000_000_000_000, "EA")));
    }

    [Fact]
    public void What_is_not_said_to_a_stock_position_is_refused()
    {
        var position = new Position();
        Assert.Equal(ErrorCodes.InvalidEnvelope.Code, position.RefusedFor(new ItemUpdate.Meet(UnitCode.Each)));
        var nowhere = new Domain.Stock.StockModel();
        var key = new EntityKey(EntityKinds.Stock, "no position");
        var update = new Update(new UpdateId("/s", 0, "1"), key, new StockUpdate.Received(Masters.Ea(1)));
        Assert.IsType<Decision.Refuse>(nowhere.Decide(nowhere.Empty(key), update, new DecisionContext(Position.Hour(1), Masters.Plant, Masters.Bolt)));
    }
}

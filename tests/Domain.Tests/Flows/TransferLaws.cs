using CsCheck;
using Sync.Contracts;

namespace Sync.Domain.Tests.Flows;

/// <summary>Transfers through positions and flows together, in any order, every command twice.</summary>
public sealed class TransferLaws
{
    private static readonly string[] Places = ["A", "B", "C"];
    private static readonly Gen<(int From, int To, int Amount)> Transfers = Gen.Select(Gen.Int[0, 2], Gen.Int[1, 2], Gen.Int[1, 9], (from, by, amount) => (from, (from + by) % 3, amount));

    [Fact]
    public void Whatever_is_sent_arrives_once_in_any_order_and_nothing_stays_on_the_way() =>
        Gen.Select(Transfers.List[1, 8], Gen.Int[0, 1000].List[64], Gen.Bool).Sample((transfers, picks, registersLate) =>
        {
            var turn = 0;
            var world = new LittleWorld(count => picks[turn++ % picks.Count] % count);
            world.Plan(EntityKinds.Plant, "P", new PlantUpdate.Register());
            foreach (var place in Places) world.Plan(EntityKinds.Plant, "P", new PlantUpdate.Meet(LocationId.Parse(place)));
            world.Plan(EntityKinds.Item, "BOLT", new ItemUpdate.Register(UnitCode.Each));
            if (!registersLate) world.Run();
            foreach (var (from, to, amount) in transfers)
                world.Plan(EntityKinds.Stock, Key(from), new StockUpdate.Transferred(new Quantity(amount, UnitCode.Each), LocationId.Parse(Places[to])));
            world.Run(5_000);

            for (var place = 0; place < Places.Length; place++)
            {
                var moved = transfers.Where(t => t.To == place).Sum(t => t.Amount) - transfers.Where(t => t.From == place).Sum(t => t.Amount);
                Assert.Equal(moved, world.OnHand(Key(place)));
                Assert.Empty(world.Position(Key(place)).State.Transfers);
                Assert.Empty(world.Position(Key(place)).View.Held);
                world.Position(Key(place)).ReplayEqualsLive();
            }
        });

    private static string Key(int place) => $"P/{Places[place]}/BOLT";
}

using Sync.Factory.Books;

namespace Sync.Factory.Plan.Scenarios;

/// <summary>A movement is undone, in full or in part; sometimes the reversal overtakes the movement that it names.</summary>
internal sealed class Reversals : IScenario
{
    public int Weight => 4;

    public void Play(PlanContext c)
    {
        var s = c.Seeded;
        if (s.Chance(0.3)) Overtake(c);
        else if (c.Memory.Take(s) is { } movement) Reverse(c, movement);
    }

    private static void Overtake(PlanContext c)
    {
        var s = c.Seeded;
        var item = s.Pick(FactoryWorld.Parts.Where(p => !p.LotManaged).ToArray());
        var position = new Position(c.Plant().Id, Places.RawMaterial, item.Number);
        var number = c.Number("GR");
        var amount = Amounts.Any(s, item);
        var movement = new PastMovement(new UpdateRef(Sources.Warehouse, number), position, default, amount.Value, amount.Unit, amount.Base);
        c.AlsoReceived(movement.Ref, position, Payload.New().Quantity(amount.Value, amount.Unit).Reference("po", "4510000002").Done());
        Reverse(c, movement);
        // Built here and not by Receive: what has its reversal already must not be reversed a second time.
        c.Later(s.Between(5, 120), () =>
        {
            var data = Payload.New().Quantity(amount.Value, amount.Unit).Reference("po", "4510000002").Done();
            c.Ledger.Apply(position, default, amount.Base);
            c.Say(
                Sources.Warehouse, number, "stock.received", position, data,
                new Meaning([new Move(position.ToString(), "Receipt", default(Account).Normalized(), amount.Base)]));
        });
    }

    private static void Reverse(PlanContext c, PastMovement movement)
    {
        var partly = movement.Value >= 2 && c.Seeded.Chance(0.4);
        var value = partly ? decimal.Floor(movement.Value / 2) : movement.Value;
        string Data(string reverses) => (partly ? Payload.New().Text("reverses", reverses).Quantity(value, movement.Unit) : Payload.New().Text("reverses", reverses)).Done();
        var factor = movement.Amount / movement.Value;
        var amount = -value * factor;
        c.Ledger.Apply(movement.Position, movement.Account, amount);
        c.Say(
            movement.Ref.Source, c.Number("RV"), "stock.reversed", movement.Position, Data(movement.Ref.Id),
            new Meaning([new Move(movement.Position.ToString(), "Reversal", movement.Account.Normalized(), amount)]));
        c.AlsoReversed(movement.Ref, movement.Position, Data);
    }
}

using Sync.Factory.Books;

namespace Sync.Factory.Plan.Scenarios;

/// <summary>The ERP sets products aside for an order; they are shipped against the reservation and the rest is given back. Some requests ask for more
/// than there is and must be refused.</summary>
internal sealed class Reservations : IScenario
{
    public int Weight => 7;

    public void Play(PlanContext c)
    {
        var s = c.Seeded;
        if (c.Ledger.Find(s, c.Plant().Id, Places.FinishedGoods, 20, a => a == default) is not var (position, account)) return;
        var unit = Catalogue.Find(position.Item).BaseUnit;
        if (s.Chance(0.2))
        {
            Reserve(c, position, unit, c.Number("RX"), 900_000_000);
            return;
        }

        var reservation = c.Number("RS");
        var asked = s.Between(2, 15);
        var reserved = Reserve(c, position, unit, reservation, asked);
        var taken = s.Between(1, asked);
        c.Later(s.Between(30, 150), () => Consume(c, position, account, unit, reservation, taken, reserved));
    }

    private static UpdateRef Reserve(PlanContext c, Position position, string unit, string reservation, decimal amount)
    {
        var data = Payload.New().Text("reservation", reservation).Quantity(amount, unit).Text("for", c.Number("SO"));
        var meant = new Meaning(Reservation: new ReservationMeaning(reservation, ReservationAct.Open, amount));
        return c.Say(Sources.Erp, c.Number("RQ"), "stock.reserve", position, data.Done(), meant);
    }

    private static void Consume(PlanContext c, Position position, Account account, string unit, string reservation, decimal amount, UpdateRef reserved)
    {
        var data = Payload.New().Quantity(amount, unit).Text("movement", "Ship").Text("reservation", reservation);
        var meant = new Meaning(
            [new Move(position.ToString(), "Ship", account.Normalized(), -amount)],
            Reservation: new ReservationMeaning(reservation, ReservationAct.Consume, amount));
        c.Ledger.Apply(position, account, -amount);
        var consumed = c.Say(Sources.Warehouse, c.Number("GI"), "stock.issued", position, data.Done(), meant, after: reserved);
        if (c.Seeded.Chance(0.7)) c.Later(c.Seeded.Between(20, 100), () => Release(c, position, reservation, consumed));
    }

    private static void Release(PlanContext c, Position position, string reservation, UpdateRef consumed) => c.Say(
        Sources.Erp, c.Number("RL"), "stock.release", position, Payload.New().Text("reservation", reservation).Done(),
        new Meaning(Reservation: new ReservationMeaning(reservation, ReservationAct.Release, null)), after: consumed);
}

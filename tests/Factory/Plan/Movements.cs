using System.Collections.Immutable;
using Sync.Factory.Books;

namespace Sync.Factory.Plan;

/// <summary>The sentences that several scenarios speak.</summary>
internal static class Movements
{
    /// <summary>Goods come in.</summary>
    public static UpdateRef Receive(
        this PlanContext c, string source, string number, Position position, Account account, Amount amount, string movement, (string Kind, string Number) reference, TimeSpan ago = default)
    {
        var data = Payload.New().Quantity(amount.Value, amount.Unit).Account(account)
            .Text("movement", movement == "Receipt" ? null : movement).Reference(reference.Kind, reference.Number, 10).Done();
        var receipt = c.Move(source, number, "stock.received", position, account, amount, movement, +1, data, ago: ago);
        if (source == Sources.Warehouse && movement == "Receipt") c.AlsoReceived(receipt, position, data, ago);
        return receipt;
    }

    /// <summary>Goods go out.</summary>
    public static UpdateRef Issue(
        this PlanContext c, string source, string number, Position position, Account account, Amount amount, string movement, (string Kind, string Number) reference)
    {
        var data = Payload.New().Quantity(amount.Value, amount.Unit).Account(account)
            .Text("movement", movement == "Issue" ? null : movement).Reference(reference.Kind, reference.Number).Done();
        return c.Move(source, number, "stock.issued", position, account, amount, movement, -1, data);
    }

    /// <summary>Goods are sent to another location of the plant.</summary>
    public static void Transfer(this PlanContext c, string source, Position sender, string to, Account account, Amount amount)
    {
        var target = sender with { Location = to };
        var data = Payload.New().Quantity(amount.Value, amount.Unit).Text("to", to).Account(account).Reference("material-document", c.Number("MD"));
        var meant = new Meaning(
        [
            new Move(sender.ToString(), "Transfer", account.Normalized(), -amount.Base),
            new Move(target.ToString(), "Transfer", account.Normalized(), amount.Base),
        ]);
        c.Ledger.Apply(sender, account, -amount.Base);
        c.Ledger.Apply(target, account, amount.Base);
        c.Say(source, c.Number("TR"), "stock.transferred", sender, data.Done(), meant);
    }

    /// <summary>Goods change their status.</summary>
    public static void ChangeStatus(this PlanContext c, string source, Position position, Account leaving, string status, Amount amount)
    {
        var to = leaving with { Status = status == Account.Available ? null : status };
        var data = Payload.New().Quantity(amount.Value, amount.Unit).Account(leaving.Normalized(), "from").Text("to", status).Reference("inspection", c.Number("IL"));
        var meant = new Meaning(
        [
            new Move(position.ToString(), "StatusChange", leaving.Normalized(), -amount.Base),
            new Move(position.ToString(), "StatusChange", to.Normalized(), amount.Base),
        ]);
        c.Ledger.Apply(position, leaving, -amount.Base);
        c.Ledger.Apply(position, to, amount.Base);
        c.Say(source, c.Number("QM"), "stock.status-changed", position, data.Done(), meant);
    }

    private static UpdateRef Move(
        this PlanContext c, string source, string number, string type, Position position, Account account, Amount amount, string movement, int sign, string data, TimeSpan ago = default)
    {
        var moved = amount.Base * sign;
        ImmutableArray<Move> moves = [new Move(position.ToString(), movement, account.Normalized(), moved)];
        c.Ledger.Apply(position, account, moved);
        var update = c.Say(source, number, type, position, data, new Meaning(moves), ago: ago);
        c.Memory.Add(new PastMovement(update, position, account, amount.Value, amount.Unit, moved));
        return update;
    }
}

using Sync.Contracts;
using Sync.Domain.Stock;

namespace Sync.Domain.Tests.Stock.Laws;

/// <summary>What a set of facts means, said the plain way: with all of them at hand and no order of arrival.</summary>
internal sealed class Oracle
{
    private readonly List<(StockAccount Account, DateTimeOffset At, decimal Amount)> _moves = [];
    private readonly List<(DateTimeOffset AsOf, string Id, bool Complete, Dictionary<StockAccount, decimal> Found)> _counts = [];
    private readonly Dictionary<string, decimal> _consumed = [];

    public Oracle(IReadOnlyList<Update> facts, ItemMaster item)
    {
        foreach (var update in facts) Take(update, facts, item);
    }

    public IReadOnlyDictionary<string, decimal> Consumed => _consumed;

    public IEnumerable<StockAccount> Accounts => _moves.Select(m => m.Account).Concat(_counts.SelectMany(c => c.Found.Keys)).Distinct();

    /// <summary>Balance and difference: found at the newest count that speaks of the account, and what moved after it.</summary>
    public (decimal Balance, decimal Difference) Of(StockAccount account)
    {
        var moves = _moves.Where(m => m.Account == account).ToArray();
        var total = moves.Sum(m => m.Amount);
        var counts = _counts.Where(c => c.Complete || c.Found.ContainsKey(account)).ToArray();
        if (counts.Length == 0) return (total, 0);
        var newest = counts.OrderBy(c => c.AsOf).ThenBy(c => c.Id, StringComparer.Ordinal).Last();
        var balance = newest.Found.GetValueOrDefault(account) + moves.Where(m => m.At > newest.AsOf).Sum(m => m.Amount);
        return (balance, balance - total);
    }

    private void Take(Update update, IReadOnlyList<Update> facts, ItemMaster item)
    {
        var at = update.OccurredAt!.Value;
        decimal Base(Quantity quantity) => UnitRules.Convert(item, quantity, at)!.Value.Amount;
        switch (update.Payload)
        {
            case StockUpdate.Counted c:
                _counts.Add((at, $"{update.Id.Source}|{update.Id.Epoch}|{update.Id.MessageId}", c.Complete, c.Lines.ToDictionary(l => l.Account, l => Base(l.Quantity))));
                break;
            case StockUpdate.Reversed r:
                var original = facts.Single(f => f.Id == new UpdateId(r.ReversesSource!, 0, r.Reverses));
                var effect = Effect(original.Payload, Base);
                var undone = r.Quantity is { } quantity ? Base(quantity) : Math.Abs(effect[0].Amount);
                foreach (var (account, amount) in effect) _moves.Add((account, at, -Math.Sign(amount) * undone));
                Consume(original.Payload, Math.Sign(effect[0].Amount) * undone);
                break;
            default:
                var moved = Effect(update.Payload, Base);
                foreach (var (account, amount) in moved) _moves.Add((account, at, amount));
                if (moved.Length > 0) Consume(update.Payload, -moved[0].Amount);
                break;
        }
    }

    private void Consume(UpdatePayload payload, decimal amount)
    {
        if (payload is StockUpdate.Issued { Reservation: { } id }) _consumed[id] = _consumed.GetValueOrDefault(id) + amount;
    }

    private static (StockAccount Account, decimal Amount)[] Effect(UpdatePayload payload, Func<Quantity, decimal> inBase) => payload switch
    {
        StockUpdate.Received u => [(u.Account, inBase(u.Quantity))],
        StockUpdate.Issued u => [(u.Account, -inBase(u.Quantity))],
        StockUpdate.Transferred u => [(u.Account, -inBase(u.Quantity))],
        StockUpdate.Arrive u => [(u.Account, inBase(u.Quantity))],
        StockUpdate.Adjusted u => [(u.Account, inBase(u.Difference))],
        StockUpdate.StatusChanged u => [(u.From, -inBase(u.Quantity)), (u.From with { Status = u.To }, inBase(u.Quantity))],
        _ => [],
    };
}

using Sync.Factory.Books;

namespace Sync.Factory.Plan;

/// <summary>What the plan believes to be where, in the order of planning: only to make plausible movements. The witness never uses it.</summary>
internal sealed class PlanLedger
{
    private readonly Dictionary<(Position Position, Account Account), decimal> _balances = [];
    private readonly Dictionary<(string Plant, string Location), List<(Position Position, Account Account)>> _byPlace = [];
    private readonly Dictionary<Position, List<Account>> _byPosition = [];

    public void Apply(Position position, Account account, decimal amount)
    {
        var key = (position, account);
        if (_balances.TryGetValue(key, out var balance))
        {
            _balances[key] = balance + amount;
            return;
        }

        _balances[key] = amount;
        Get(_byPlace, (position.Plant, position.Location)).Add(key);
        Get(_byPosition, position).Add(account);
    }

    public decimal Balance(Position position, Account account) => _balances.GetValueOrDefault((position, account));

    /// <summary>An account with at least this much in it at a place of a plant, or null after a few looks.</summary>
    public (Position Position, Account Account)? Find(
        Seeded seeded, string plant, string location, decimal atLeast, Func<Account, bool>? fits = null)
    {
        if (!_byPlace.TryGetValue((plant, location), out var keys)) return null;
        for (var look = 0; look < 12 && keys.Count > 0; look++)
        {
            var at = seeded.Next(keys.Count);
            var key = keys[at];
            if (_balances[key] >= atLeast && (fits is null || fits(key.Account))) return key;
            if (key.Account.Lot is not null && _balances[key] <= 0) Forget(keys, at);
        }

        return null;
    }

    /// <summary>Every account of a position that was ever touched.</summary>
    public IReadOnlyList<Account> Accounts(Position position) => _byPosition.GetValueOrDefault(position) ?? [];

    // A lot that is used up does not come again: without this a long run would look among empty lots only.
    private static void Forget(List<(Position, Account)> keys, int at)
    {
        keys[at] = keys[^1];
        keys.RemoveAt(keys.Count - 1);
    }

    private static List<TValue> Get<TKey, TValue>(Dictionary<TKey, List<TValue>> lists, TKey key)
        where TKey : notnull
    {
        if (!lists.TryGetValue(key, out var list)) lists[key] = list = [];
        return list;
    }
}

using Sync.Factory.Books;

namespace Sync.Factory.Reporting;

/// <summary>What a position must hold by the factory's own book: movements add up, and a count sets an account as of its time, whatever arrived in
/// which order. Nothing here was told by the system but which updates it accepted.</summary>
internal sealed class Expectation
{
    private readonly Dictionary<MovementKey, decimal> _moves = [];
    private readonly Dictionary<Account, List<(DateTimeOffset At, decimal Amount)>> _timed = [];
    private readonly List<(DateTimeOffset At, CountMeaning Count)> _counts = [];
    private readonly Dictionary<string, (decimal? Open, decimal Consumed, bool Released)> _reservations = [];

    /// <summary>Builds the expectation of every position.</summary>
    public static Dictionary<string, Expectation> Of(IEnumerable<Story> stories)
    {
        var all = new Dictionary<string, Expectation>();
        foreach (var story in stories.Where(IsAccepted))
        {
            foreach (var move in story.Meant.AllMoves) Get(all, move.Position).Add(move, story.OccurredAt);
            if (story.Meant.Count is { } count) Get(all, story.Position)._counts.Add((story.OccurredAt, count));
            if (story.Meant.Reservation is { } reservation) Get(all, story.Position).Add(reservation);
        }

        return all;
    }

    /// <summary>The open reserved quantity.</summary>
    public decimal Reserved => _reservations.Values.Sum(r => r.Released || r.Open is null ? 0 : decimal.Max(0, r.Open.Value - r.Consumed));

    /// <summary>Sums by account and movement type; what counts must have found is their difference to the movements.</summary>
    public Dictionary<MovementKey, decimal> Sums()
    {
        var sums = new Dictionary<MovementKey, decimal>(_moves);
        foreach (var account in _timed.Keys.Concat(_counts.SelectMany(c => c.Count.Lines.Select(l => l.Account))).Distinct())
        {
            if (NewestCount(account) is not var (at, found)) continue;
            sums[new MovementKey(account, Movements.Count)] = found + Moved(account, at) - Moved(account, DateTimeOffset.MinValue);
        }

        return sums;
    }

    // An update that was only ever called a duplicate was accepted by an answer that got lost, and a held one when its turn came: both show in the history.
    private static bool IsAccepted(Story story) => story.Verdict switch
    {
        Verdicts.Applied or Verdicts.Superseded => true,
        Verdicts.Held or Verdicts.Duplicate => story.IsEffective,
        _ => false,
    };

    private static Expectation Get(Dictionary<string, Expectation> all, string position)
    {
        if (!all.TryGetValue(position, out var expectation)) all[position] = expectation = new Expectation();
        return expectation;
    }

    private void Add(Move move, DateTimeOffset at)
    {
        var key = new MovementKey(move.Account, move.Movement);
        _moves[key] = _moves.GetValueOrDefault(key) + move.Amount;
        if (!_timed.TryGetValue(move.Account, out var list)) _timed[move.Account] = list = [];
        list.Add((at, move.Amount));
    }

    private void Add(ReservationMeaning meaning)
    {
        var r = _reservations.GetValueOrDefault(meaning.Reservation);
        _reservations[meaning.Reservation] = meaning.Act switch
        {
            ReservationAct.Open => r with { Open = meaning.Amount },
            ReservationAct.Consume => r with { Consumed = r.Consumed + (meaning.Amount ?? 0) },
            _ => r with { Released = true },
        };
    }

    private decimal Moved(Account account, DateTimeOffset after) =>
        _timed.TryGetValue(account, out var list) ? list.Where(m => m.At > after).Sum(m => m.Amount) : 0;

    private (DateTimeOffset At, decimal Found)? NewestCount(Account account)
    {
        (DateTimeOffset At, decimal Found)? newest = null;
        foreach (var (at, count) in _counts)
        {
            if (newest?.At >= at) continue;
            var line = count.Lines.FirstOrDefault(l => l.Account == account);
            if (line is not null || count.Complete) newest = (at, line?.Amount ?? 0);
        }

        return newest;
    }
}

using Sync.Factory.Books;

namespace Sync.Factory.Reporting;

/// <summary>What the factory meant, what the system recorded and what the target received are the same, per position, account and movement type; and the
/// position as it stands is their sum. Pure.</summary>
internal static class QuantityCheck
{
    public static void Run(PositionSums sums, Expectation? expectation, Findings findings)
    {
        var meant = expectation?.Sums() ?? [];
        foreach (var key in meant.Keys.Concat(sums.Recorded.Keys).Concat(sums.Received.Keys).Distinct())
        {
            var (m, s, r) = (meant.GetValueOrDefault(key), sums.Recorded.GetValueOrDefault(key), sums.Received.GetValueOrDefault(key));
            if (m != s || s != r) findings.Add(Fault.Mismatch, $"{sums.Position} {key.Account} {key.Movement}: meant {m}, recorded {s}, received {r}");
        }

        CheckBalances(sums, findings);
        CheckReserved(sums, expectation?.Reserved ?? 0, findings);
    }

    private static void CheckBalances(PositionSums sums, Findings findings)
    {
        var live = sums.Live?.Accounts ?? new Dictionary<Account, decimal>();
        var balances = sums.Recorded.GroupBy(s => s.Key.Account).ToDictionary(g => g.Key, g => g.Sum(s => s.Value));
        foreach (var account in live.Keys.Concat(balances.Keys).Distinct())
        {
            if (live.GetValueOrDefault(account) != balances.GetValueOrDefault(account))
                findings.Add(Fault.Mismatch, $"{sums.Position} {account} stands at {live.GetValueOrDefault(account)}; its history adds up to {balances.GetValueOrDefault(account)}");
        }

        Compare(sums.Position, "on hand", sums.Live?.OnHand ?? 0, balances.Values.Sum(), findings);
        Compare(sums.Position, "received on hand", sums.Live?.OnHand ?? 0, sums.Received.Values.Sum(), findings);
        var available = balances.Where(b => b.Key is { Status: Account.Available, Owner: null }).Sum(b => b.Value);
        Compare(sums.Position, "available", sums.Live?.Available ?? 0, available, findings);
    }

    private static void CheckReserved(PositionSums sums, decimal meant, Findings findings)
    {
        var live = sums.Live?.Reserved ?? 0;
        if (live != meant || live != sums.RecordedReserved || live != sums.ReceivedReserved)
            findings.Add(Fault.Mismatch, $"{sums.Position} reserved: meant {meant}, stands at {live}, recorded {sums.RecordedReserved}, received {sums.ReceivedReserved}");
    }

    private static void Compare(string position, string what, decimal live, decimal sum, Findings findings)
    {
        if (live != sum) findings.Add(Fault.Mismatch, $"{position} {what}: stands at {live}, adds up to {sum}");
    }
}

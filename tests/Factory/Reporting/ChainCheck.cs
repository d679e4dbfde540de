using Sync.Factory.Books;

namespace Sync.Factory.Reporting;

/// <summary>A history is whole: versions without gaps, each record linked to the one before, balances that add up. Pure.</summary>
internal static class ChainCheck
{
    public static void Run(PositionEvidence evidence, Findings findings)
    {
        var balances = new Dictionary<Account, decimal>();
        Change? before = null;
        foreach (var change in evidence.History)
        {
            var expected = (before?.Version ?? 0) + 1;
            if (change.Version > expected) findings.Add(Fault.Lost, $"{evidence.Position} has no version {expected}");
            else if (change.Version < expected) findings.Add(Fault.Doubled, $"{evidence.Position} has version {change.Version} twice");
            if (before?.Hash is { } hash && change.PreviousHash is { } previous && hash != previous)
                findings.Add(Fault.Mismatch, $"version {change.Version} of {evidence.Position} does not link to the record before it");
            foreach (var shift in change.Shifts)
            {
                var balance = balances.GetValueOrDefault(shift.Account) + shift.Delta;
                if (balance != shift.Balance)
                    findings.Add(Fault.Mismatch, $"version {change.Version} of {evidence.Position} leaves {shift.Account} at {shift.Balance}; by its changes it is {balance}");
                balances[shift.Account] = shift.Balance;
            }

            before = change;
        }

        if (evidence.Live is { } live && live.Version != (before?.Version ?? 0))
            findings.Add(Fault.Mismatch, $"{evidence.Position} stands at version {live.Version}; its history ends with {before?.Version ?? 0}");
        if (evidence.Live is null && before is not null) findings.Add(Fault.Lost, $"{evidence.Position} has a history and no state");
    }
}

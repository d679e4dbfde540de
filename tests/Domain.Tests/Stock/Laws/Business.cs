using Sync.Contracts;
using Sync.Domain.Stock;

namespace Sync.Domain.Tests.Stock.Laws;

/// <summary>The business state of a position as text: everything but versions, instants of recording and the order of things that have none.</summary>
internal static class Business
{
    public static string Of(StockState state)
    {
        var lines = new List<string> { $"complete {state.Complete?.AsOf:O} {state.Complete?.Id}", $"reserved {Decimals.Canonical(state.Reserved)}" };
        foreach (var account in state.Accounts)
        {
            // An account that says what any unknown account says is not known.
            var mark = state.MarkOf(account);
            if (account.Balance == 0 && account.Difference == 0 && mark == state.Complete) continue;
            lines.Add($"{account.Account} {Decimals.Canonical(account.Balance)} diff {Decimals.Canonical(account.Difference)} counted {mark?.AsOf:O} {mark?.Id}");
        }

        lines.AddRange(Sorted(state.Reservations.Select(r => $"reservation {r.Id} {r.For} {Decimals.Canonical(r.Quantity)} - {Decimals.Canonical(r.Consumed)} - {Decimals.Canonical(r.Released)} open {Decimals.Canonical(r.Open)}")));
        lines.AddRange(Sorted(state.Transfers.Select(t => $"transfer {t.TransferId} {t.To} {Decimals.Canonical(t.Quantity)} {t.Account} {t.SentAt:O}")));
        lines.AddRange(ClaimViews.Open(state.Claims).Select(c => $"claim {c.Claim} {c.Movement} {c.Reference} {c.Lot} {Decimals.Canonical(c.Claimed)} off {Decimals.Canonical(c.Difference)} {c.Standing}"));
        lines.Add($"claims {state.Claims?.Waiting ?? 0} {state.Claims?.Differing ?? 0} {state.Claims?.Overdue ?? 0}");
        lines.AddRange(Sorted(state.Counts.Where(c => c.Posted != 0).Select(c => $"posted {c.Count} {Decimals.Canonical(c.Posted)}")));
        lines.AddRange(Sorted(state.Sources.Select(s => $"source {s.Source} {s.OccurredAt:O} {s.Updates}")));
        return string.Join('\n', lines);
    }

    private static IEnumerable<string> Sorted(IEnumerable<string> lines) => lines.Order(StringComparer.Ordinal);
}

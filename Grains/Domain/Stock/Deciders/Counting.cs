using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Domain.Stock;

/// <summary>Counts: absolute as of their time. Each account follows the newest count that speaks of it; a complete count speaks of every account.
/// The system of record's own posting of the difference moves nothing.</summary>
internal static class Counting
{
    public static Decision Decide(in Situation s, StockUpdate.Counted u)
    {
        if (!s.IsPlaced(out var problem) || !AreMeasured(s, u, out var lines, out problem)) return problem;
        var count = CountMark.Of(s.Update.Id, s.At, u.Reference);
        var taken = Taken(s.State, lines, count, u.Complete);
        var isNewestComplete = u.Complete && count.IsAfter(s.State.Complete);
        // With the whole history at hand there is no horizon, unless it was archived.
        if (taken.Any(t => t.Known?.Horizon > count.AsOf))
            return s.KnowsAll ? s.Cannot(ErrorCodes.HistoryArchived.With($"movements at {s.State.Key} after {count.AsOf:O} have been archived")) : Decision.NeedHistory.Instance;

        var posting = new Posting(s.State);
        foreach (var (account, found, _) in taken) posting.Count(account, found, count.AsOf);
        if (lines.Any(l => l.Measure.Residual is not null)) posting.Flags |= StockFlags.Rounded;
        var counted = new StockEvent.Counted
        {
            Unit = s.Unit,
            Changes = posting.Changes,
            Reserved = s.State.Reserved,
            Found = [.. lines.Select(l => new AccountAmount(l.Account, l.Measure.Amount))],
            Converted = Converted(lines),
            Complete = u.Complete,
            Superseded = taken.Count == 0 && !isNewestComplete,
            Reference = u.Reference,
        };
        return counted.Superseded ? new Decision.Supersede(counted) : Movements.Apply(counted, posting.Flags);
    }

    public static Decision Decide(in Situation s, StockUpdate.CountPosted u)
    {
        if (!s.IsPlaced(out var problem) || !s.IsMeasured(u.Difference, out var measure, out problem) || !s.HasLot(u.Account, out problem)) return problem;
        var posted = new StockEvent.CountPosted
        {
            Unit = s.Unit,
            Changes = [],
            Reserved = s.State.Reserved,
            Quantity = measure.Source,
            Factor = measure.Factor,
            Residual = measure.Residual,
            Count = u.Count,
            Account = u.Account,
            Amount = measure.Amount,
        };
        return Movements.Apply(posted, measure.Residual is null ? StockFlags.None : StockFlags.Rounded);
    }

    private static bool AreMeasured(in Situation s, StockUpdate.Counted u, out List<Line> lines, [NotNullWhen(false)] out Decision? problem)
    {
        problem = null;
        lines = new List<Line>(u.Lines.Length);
        foreach (var line in u.Lines)
        {
            if (!s.IsMeasured(line.Quantity, out var measure, out problem) || !s.HasLot(line.Account, out problem)) return false;
            lines.Add(new Line(line.Account, measure));
        }

        lines.Sort((a, b) => a.Account.CompareTo(b.Account));
        return true;
    }

    /// <summary>The accounts whose newest count this is: those that it lists, and those that a complete count leaves out and that it changes.</summary>
    private static List<(StockAccount Account, decimal Found, AccountState? Known)> Taken(StockState state, List<Line> lines, CountMark count, bool complete)
    {
        var taken = new List<(StockAccount, decimal, AccountState?)>(lines.Count);
        foreach (var line in lines)
        {
            var known = state.Find(line.Account);
            if (count.IsAfter(state.MarkOf(known))) taken.Add((line.Account, line.Measure.Amount, known));
        }

        if (!complete) return taken;
        var listed = lines.Select(l => l.Account).ToHashSet();
        foreach (var known in state.Accounts)
        {
            if (listed.Contains(known.Account) || !count.IsAfter(state.MarkOf(known))) continue;
            if (known.Horizon > count.AsOf || state.Ledger.After(known.Account, count.AsOf) != known.Balance) taken.Add((known.Account, 0, known));
        }

        return taken;
    }

    private static ImmutableArray<CountedAs>? Converted(List<Line> lines)
    {
        ImmutableArray<CountedAs> converted =
            [.. lines.Where(l => l.Measure.Factor is not null || l.Measure.Residual is not null).Select(l => new CountedAs(l.Account, l.Measure.Source, l.Measure.Factor, l.Measure.Residual))];
        return converted.IsEmpty ? null : converted;
    }

    private readonly record struct Line(StockAccount Account, Measure Measure);
}

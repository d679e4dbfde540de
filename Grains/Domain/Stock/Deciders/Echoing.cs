using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Domain.Stock;

/// <summary>A change of ours that comes back: a system that got it posted it and reports its own posting. It names the change as what caused it, as its
/// correlation or as its document, and says the same movement; whatever says another movement is a fact of its own that our change caused.</summary>
internal static class Echoing
{
    private const string Kind = $"{EntityKinds.Stock}/";

    /// <summary>True when the report is an echo, or when that cannot be told without the whole history.</summary>
    public static bool Is(in Situation s, in MovementReport report, [NotNullWhen(true)] out Decision? decision)
    {
        decision = null;
        if (Names(s.Update, report.Reference) is not { } change || !IsOurs(s, change, out var entry, out decision)) return decision is not null;
        if (entry.Movement != report.Movement || entry.Account != report.Account || entry.Amount != report.Amount || entry.Detail?.ToStatus != report.ToStatus) return false;
        decision = Confirm(s, change, report.Movement, report.Measure, report.Reference);
        return true;
    }

    /// <summary>As above, for a reversal: what it reverses need not have anything left.</summary>
    public static bool Is(in Situation s, StockUpdate.Reversed u, [NotNullWhen(true)] out Decision? decision)
    {
        decision = null;
        if (Names(s.Update, u.Reference) is not { } change || !IsOurs(s, change, out var entry, out decision)) return decision is not null;
        if (entry.Movement != MovementType.Reversal) return false;
        var whole = Math.Abs(entry.Amount);
        var measure = new Measure(new Quantity(whole, s.Unit), null, whole, null);
        if (u.Quantity is { } quantity && (!s.IsMeasured(quantity, out measure, out _) || measure.Amount != whole)) return false;
        decision = Confirm(s, change, MovementType.Reversal, measure, u.Reference);
        return true;
    }

    /// <summary>The change that the update names, if it can be one of a stock position.</summary>
    private static string? Names(Update update, DocumentReference? reference) =>
        IsChange(update.CausationId) ? update.CausationId : IsChange(update.CorrelationId) ? update.CorrelationId : IsChange(reference?.Number) ? reference!.Number : null;

    private static bool IsChange(string? text) => text is not null && text.StartsWith(Kind, StringComparison.Ordinal);

    private static bool IsOurs(in Situation s, string change, out LedgerEntry entry, out Decision? problem)
    {
        (entry, problem) = (default, null);
        var at = change.LastIndexOf('@');
        if (at < 0 || !change.AsSpan(Kind.Length, at - Kind.Length).SequenceEqual(s.Update.Target.Id)) return false;
        if (!long.TryParse(change.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var version) || version < 1) return false;
        var found = s.State.Ledger.At(version);
        if (found is null && !s.KnowsAll) problem = Decision.NeedHistory.Instance;
        entry = found ?? default;
        return found is not null;
    }

    private static Decision Confirm(in Situation s, string change, MovementType movement, in Measure measure, DocumentReference? reference) => Movements.Apply(
        new StockEvent.Echoed
        {
            Unit = s.Unit,
            Changes = [],
            Reserved = s.State.Reserved,
            Movement = movement,
            Quantity = measure.Source,
            Factor = measure.Factor,
            Residual = measure.Residual,
            Change = change,
            Reference = reference,
        },
        StockFlags.Echo | (measure.Residual is null ? StockFlags.None : StockFlags.Rounded));
}

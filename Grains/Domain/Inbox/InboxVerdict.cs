using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Domain.Inbox;

/// <summary>What became of a message. Immutable.</summary>
/// <param name="State">Done, dead or waiting.</param>
/// <param name="Reason">Why it is dead or waits.</param>
/// <param name="Keys">The keys whose later messages wait for it.</param>
/// <param name="Receipts">The verdict on each event.</param>
public sealed record InboxVerdict(InboxState State, Refusal? Reason, ImmutableArray<string> Keys, ImmutableArray<LineReceipt> Receipts)
{
    private const string Waiting = "Waiting";

    /// <summary>How many events have which verdict.</summary>
    public ImmutableSortedDictionary<string, int> Summary => Receipts
        .GroupBy(static r => r.Receipt?.Verdict ?? Waiting, StringComparer.Ordinal)
        .ToImmutableSortedDictionary(static g => g.Key, static g => g.Count(), StringComparer.Ordinal);

    /// <summary>With what is known from before: who changed something did not do it twice, so the first verdict is the one that tells.</summary>
    public InboxVerdict After(ImmutableArray<LineReceipt> before)
    {
        var first = before.Where(static b => b.Receipt is Receipt.Applied or Receipt.Superseded or Receipt.Held).ToDictionary(static b => b.Line, static b => b.Receipt!);
        return this with
        {
            Receipts = [.. Receipts.Select(r => r.Receipt is Receipt.Duplicate again && first.GetValueOrDefault(r.Line) is { } told && told.Id == again.Id ? r with { Receipt = told } : r)],
        };
    }
}

using Sync.Factory.Books;

namespace Sync.Factory.Reporting;

/// <summary>An account's part in one type of movement.</summary>
internal readonly record struct MovementKey(Account Account, string Movement);

/// <summary>What remains of a position once its records were checked: sums by account and movement type.</summary>
/// <param name="Position">The position.</param>
/// <param name="Recorded">By its history.</param>
/// <param name="Received">By what the webhook target got.</param>
/// <param name="RecordedReserved">The open reserved quantity by its newest record.</param>
/// <param name="ReceivedReserved">The same by the newest delivery.</param>
/// <param name="Live">The position as it stands.</param>
internal sealed record PositionSums(
    string Position,
    IReadOnlyDictionary<MovementKey, decimal> Recorded,
    IReadOnlyDictionary<MovementKey, decimal> Received,
    decimal RecordedReserved,
    decimal ReceivedReserved,
    LivePosition? Live)
{
    public static PositionSums Of(PositionEvidence evidence, IReadOnlyList<Delivered> deliveries)
    {
        var delivered = deliveries.Select(d => d.Change).ToArray();
        return new PositionSums(
            evidence.Position, Sum(evidence.History), Sum(delivered), Reserved(evidence.History), Reserved(delivered.OrderBy(c => c.Version)), evidence.Live);
    }

    private static decimal Reserved(IEnumerable<Change> changes) => changes.LastOrDefault(c => c.Reserved is not null)?.Reserved ?? 0;

    private static Dictionary<MovementKey, decimal> Sum(IEnumerable<Change> changes)
    {
        var sums = new Dictionary<MovementKey, decimal>();
        foreach (var shift in changes.SelectMany(c => c.Shifts))
        {
            // A fact from before a count moves and is corrected in one record: the two are different movements.
            Add(sums, new MovementKey(shift.Account, shift.Movement), shift.Delta - shift.Difference);
            Add(sums, new MovementKey(shift.Account, Movements.Count), shift.Difference);
        }

        return sums;
    }

    private static void Add(Dictionary<MovementKey, decimal> sums, MovementKey key, decimal amount)
    {
        if (amount != 0) sums[key] = sums.GetValueOrDefault(key) + amount;
    }
}

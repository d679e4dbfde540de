namespace Sync.Adapters;

/// <summary>What a report says of a file that is a complete snapshot. Immutable.</summary>
/// <param name="Plant">The plant.</param>
/// <param name="Location">The location; absent: every one.</param>
/// <param name="AsOf">The instant as of which it holds.</param>
/// <param name="Closed">Whether what it left out was emptied; not when a row was rejected.</param>
/// <param name="LeftOut">How many known positions got each verdict then; positions that were listed are among them, for the accounts that their rows left out.</param>
/// <param name="Waiting">Positions that hold updates, and were left as they are.</param>
internal sealed record SnapshotReport(string Plant, string? Location, DateTimeOffset AsOf, bool Closed, IReadOnlyDictionary<string, long> LeftOut, IReadOnlyList<string> Waiting)
{
    public static SnapshotReport? Of(StockSnapshot? snapshot, FileTally tally) => snapshot is null
        ? null
        : new SnapshotReport(snapshot.Plant.Value, snapshot.Location?.Value, snapshot.AsOf, !tally.HasRejected, tally.LeftOutVerdicts, tally.Waiting);
}

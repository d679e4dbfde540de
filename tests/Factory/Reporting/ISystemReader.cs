namespace Sync.Factory.Reporting;

/// <summary>What the witness asks the system.</summary>
internal interface ISystemReader
{
    /// <summary>A position's whole history, oldest first, and the position as it stands.</summary>
    Task<PositionEvidence> Read(string position, CancellationToken cancellation);

    /// <summary>The live stock of a plant, as the view shows it.</summary>
    IAsyncEnumerable<StockRow> Rows(string plant, CancellationToken cancellation);
}

/// <summary>What the system says about a position.</summary>
/// <param name="Position">The position.</param>
/// <param name="History">Every record, oldest first.</param>
/// <param name="Live">The position as it stands; null when the system does not know it.</param>
internal sealed record PositionEvidence(string Position, IReadOnlyList<Change> History, LivePosition? Live);

internal sealed record LivePosition(
    long Version, decimal OnHand, decimal Available, decimal Reserved, IReadOnlyDictionary<Books.Account, decimal> Accounts, int Held);

internal sealed record StockRow(string Position, long Version, decimal OnHand, decimal Available, decimal Reserved);

using Sync.Contracts;

namespace Sync.Domain.Stock;

/// <summary>A movement as a source reports it, before it is known whether it counts. Immutable.</summary>
/// <param name="Movement">Its type.</param>
/// <param name="Account">The account that it moves.</param>
/// <param name="Amount">In above 0, out below 0, in the base unit.</param>
/// <param name="Measure">The quantity as it was said.</param>
/// <param name="Reference">The document behind it.</param>
/// <param name="ToStatus">The status that it gives what leaves the account.</param>
internal readonly record struct MovementReport(
    MovementType Movement, StockAccount Account, decimal Amount, Measure Measure, DocumentReference? Reference, StockStatus? ToStatus = null);

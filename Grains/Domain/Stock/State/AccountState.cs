using Sync.Contracts;

namespace Sync.Domain.Stock;

/// <summary>One account of a position. Immutable. The sum of everything that ever moved on it is balance minus difference.</summary>
/// <param name="Account">Lot, status, owner.</param>
/// <param name="Balance">In the base unit.</param>
/// <param name="Difference">All count gains and losses booked on it so far.</param>
/// <param name="Count">The newest count that listed it.</param>
/// <param name="Horizon">The latest instant of a movement on it that the ledger has forgotten: a count as of an earlier instant cannot be placed.</param>
internal sealed record AccountState(
    StockAccount Account, decimal Balance = 0, decimal Difference = 0, CountMark? Count = null, DateTimeOffset? Horizon = null)
{
    /// <summary>The account with a horizon not before an instant.</summary>
    public AccountState Forget(DateTimeOffset at) => Horizon >= at ? this : this with { Horizon = at };
}

using Sync.Contracts;

namespace Sync.Domain.Stock;

/// <summary>What is owed to the owner of goods that were consumed. Immutable.</summary>
/// <param name="Owner">Whose goods they were.</param>
/// <param name="Amount">How much, in the base unit: above 0 is owed, below 0 is owed no more.</param>
public sealed record Settlement(PartyId Owner, decimal Amount);

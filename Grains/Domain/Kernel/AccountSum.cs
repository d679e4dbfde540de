namespace Sync.Domain.Kernel;

/// <summary>What moved on an account and what it comes to. Immutable.</summary>
/// <param name="Account">The account, as text.</param>
/// <param name="Delta">What moved; 0 where only the balance is said.</param>
/// <param name="Balance">The balance after.</param>
public readonly record struct AccountSum(string Account, decimal Delta, decimal Balance);

using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Grains.Verification;

/// <summary>What came of verifying an entity. Immutable.</summary>
/// <param name="Records">How many of its records fit.</param>
/// <param name="Finding">The first that does not, or null.</param>
public sealed record VerifyResult(int Records, VerifyFinding? Finding);

/// <summary>What the running system believes of an entity. Immutable.</summary>
/// <param name="Version">Of which version.</param>
/// <param name="Balances">The accounts that are not empty.</param>
public sealed record LiveSums(long Version, ImmutableArray<AccountSum> Balances);

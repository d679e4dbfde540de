using Sync.Contracts;

namespace Sync.Domain.Kernel;

/// <summary>A decision would have made a record by which opening and movements are no longer the balance: a fault of the program. Nothing is recorded;
/// no retry helps.</summary>
public sealed class NotConservedException(EntityKey entity, long version, string imbalance)
    : InvalidOperationException($"{entity}: version {version} is not recorded, because opening and movements would not make the balance: {imbalance}");

namespace Sync.Domain.Kernel;

/// <summary>What a decision recorded. Closed: the cases are nested in the union of each feature and in <see cref="KernelEvent"/>.</summary>
public abstract record DomainEvent;

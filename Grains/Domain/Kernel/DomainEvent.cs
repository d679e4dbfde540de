using System.Collections.Immutable;

namespace Sync.Domain.Kernel;

/// <summary>What a decision recorded. Closed: the cases are nested in the union of each feature and in <see cref="KernelEvent"/>.</summary>
public abstract record DomainEvent
{
    /// <summary>Codes of reasons for which updates of this entity were held before this event and none is held after it, ordered;
    /// absent when none. Set by the kernel: what follows a hold learns here that its cause has gone.</summary>
    public ImmutableArray<string>? Cleared { get; init; }

    /// <summary>How many updates the entity holds after this event; absent when the event did not change that. Set by the kernel.</summary>
    public int? HeldAfter { get; init; }

    /// <summary>What the contract of the update's source says of its identity; absent where nothing is agreed. Set by the kernel.</summary>
    public IdentityMark? Identified { get; init; }
}

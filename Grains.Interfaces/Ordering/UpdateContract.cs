namespace Sync.Contracts;

/// <summary>What holds for updates of one type, or for those of one source among them. Immutable, thread-safe.</summary>
/// <param name="Type">The CloudEvents type.</param>
/// <param name="Source">The source or pattern of sources that it is for; null: every source that has no contract of its own.</param>
/// <param name="Algebra">How the updates add up.</param>
/// <param name="Order">What decides the order in which they take effect.</param>
/// <param name="Identity">What tells a new one from a repeated one.</param>
/// <param name="Late">What becomes of a late one.</param>
/// <param name="FirstSequence">The first number of a sequence.</param>
/// <param name="GapTimeout">How long a hole in a strict sequence may stay before a person is told; null where there is no strict sequence.</param>
/// <param name="SameContent">True when the same content under another identity is flagged.</param>
public sealed record UpdateContract(
    string Type,
    string? Source,
    Algebra Algebra,
    OrderRule Order,
    IdentityRule Identity,
    LateRule Late,
    long FirstSequence,
    TimeSpan? GapTimeout,
    bool SameContent)
{
    /// <summary>True when any type of update of this source has a strict sequence: then every hole in it is kept, also where this type may pass it.</summary>
    public bool KeepsHoles { get; init; }

    /// <summary>How it shows that the source has started its numbers again.</summary>
    public ResetRule Reset { get; init; }
}

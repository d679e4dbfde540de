namespace Sync.Contracts;

/// <summary>What is agreed with a source beside the defaults. Immutable, thread-safe.</summary>
/// <param name="Source">The source, such as <c>/adapters/mes/line1</c>, or a beginning of sources that ends in <c>*</c>.</param>
/// <param name="Type">The CloudEvents type that this is about; null: every fact about stock.</param>
/// <param name="Order">The order; null: as the type's default.</param>
/// <param name="Identity">What tells new from repeated; null: <see cref="IdentityRule.Sequence"/> with a strict order, else by message id.</param>
/// <param name="FirstSequence">The first number of the sequence for a key, 0 or more, default 1.</param>
/// <param name="GapTimeout">How long a hole may stay before a case is opened, default 15 minutes.</param>
/// <param name="SameContent">True when the same content under another id is flagged.</param>
/// <param name="Reset">How it shows that the source has started its numbers again. By its birth: identity is by sequence then.</param>
public sealed record SourceContract(
    string Source,
    string? Type = null,
    OrderRule? Order = null,
    IdentityRule? Identity = null,
    long FirstSequence = 1,
    TimeSpan? GapTimeout = null,
    bool SameContent = false,
    ResetRule Reset = ResetRule.Stated);

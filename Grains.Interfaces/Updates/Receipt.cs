using System.Collections.Immutable;

namespace Sync.Contracts;

/// <summary>The verdict on one update. Given only after every record it rests on is durable. Immutable, thread-safe.</summary>
/// <param name="Id">The update it answers.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.receipt")]
public abstract record Receipt([property: Id(0)] UpdateId Id)
{
    /// <summary>It changed the entity, in the record of this version.</summary>
    /// <param name="Id">The update.</param>
    /// <param name="Version">The entity's version that holds it, from 1.</param>
    /// <param name="Flags">What a person should know, from <see cref="ReceiptFlags"/>; usually empty.</param>
    [GenerateSerializer, Immutable, Alias("sync.v1.receipt.applied")]
    public sealed record Applied(UpdateId Id, [property: Id(1)] long Version, [property: Id(2)] ImmutableArray<string> Flags) : Receipt(Id);

    /// <summary>The same identity and content is already in the journal.</summary>
    /// <param name="Id">The update.</param>
    /// <param name="Version">The version that holds it.</param>
    [GenerateSerializer, Immutable, Alias("sync.v1.receipt.duplicate")]
    public sealed record Duplicate(UpdateId Id, [property: Id(1)] long Version) : Receipt(Id);

    /// <summary>An absolute value that is older than what is known. Recorded, without effect on the present.</summary>
    /// <param name="Id">The update.</param>
    /// <param name="Version">The version that holds it.</param>
    [GenerateSerializer, Immutable, Alias("sync.v1.receipt.superseded")]
    public sealed record Superseded(UpdateId Id, [property: Id(1)] long Version) : Receipt(Id);

    /// <summary>Durably parked on its key. It is applied when what it waits for comes, or when an operator says so.</summary>
    /// <param name="Id">The update.</param>
    /// <param name="Version">The version that holds it.</param>
    /// <param name="Reason">What it waits for.</param>
    [GenerateSerializer, Immutable, Alias("sync.v1.receipt.held")]
    public sealed record Held(UpdateId Id, [property: Id(1)] long Version, [property: Id(2)] Refusal Reason) : Receipt(Id);

    /// <summary>Refused: nothing changed and nothing was recorded.</summary>
    /// <param name="Id">The update.</param>
    /// <param name="Reason">Why, and what to do.</param>
    [GenerateSerializer, Immutable, Alias("sync.v1.receipt.rejected")]
    public sealed record Rejected(UpdateId Id, [property: Id(1)] Refusal Reason) : Receipt(Id);

    /// <summary>Not taken now: nothing changed and nothing was recorded. Send the same update again.</summary>
    /// <param name="Id">The update.</param>
    /// <param name="Reason">Why it could not be taken.</param>
    [GenerateSerializer, Immutable, Alias("sync.v1.receipt.retry-later")]
    public sealed record RetryLater(UpdateId Id, [property: Id(1)] Refusal Reason) : Receipt(Id);

    /// <summary>The outcome is not known: it may or may not be durable. Send the same update again; identity makes that safe.</summary>
    /// <param name="Id">The update.</param>
    /// <param name="Reason">What was lost.</param>
    /// <remarks>Between a caller and one entity this is the exception <see cref="OutcomeUnknownException"/>; a call that spans entities
    /// carries it as a value, so that one entity's fate does not hide the verdicts of the others.</remarks>
    [GenerateSerializer, Immutable, Alias("sync.v1.receipt.unknown")]
    public sealed record Unknown(UpdateId Id, [property: Id(1)] Refusal Reason) : Receipt(Id);

    /// <summary>The name of the verdict as the API writes it, for example <c>Applied</c>.</summary>
    public string Verdict => GetType().Name;
}

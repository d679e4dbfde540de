using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Sync.Contracts;

/// <summary>What every entity answers to. The grain type is the entity's kind, the grain key its id.</summary>
[Alias("sync.v1.IEntityGrain"), GrainInterfaceType("sync.v1.IEntityGrain")]
public interface IEntityGrain : IGrainWithStringKey
{
    /// <summary>Decides updates for this key, in order, and answers when what was decided is durable.</summary>
    /// <param name="updates">1 to 5,000 updates, all of this entity.</param>
    /// <returns>One receipt an update, in order.</returns>
    /// <exception cref="OutcomeUnknownException">The answer of the commit was lost: send the same updates again.</exception>
    [AlwaysInterleave, Alias("Submit")]
    Task<ImmutableArray<Receipt>> Submit(ImmutableArray<Update> updates);

    /// <summary>The entity's records, newest first. Only durable records are shown.</summary>
    /// <param name="before">Only versions below this; null: from the newest.</param>
    /// <param name="max">1 to 1,000.</param>
    [AlwaysInterleave, Alias("History")]
    Task<ImmutableArray<JournalRecord>> History(long? before, int max);

    /// <summary>The updates that are held on this key, in order.</summary>
    [AlwaysInterleave, Alias("Held")]
    Task<ImmutableArray<HeldUpdate>> Held();

    /// <summary>The holes in strict sequences that updates of this key wait for.</summary>
    [AlwaysInterleave, Alias("Gaps")]
    Task<ImmutableArray<SequenceGap>> Gaps();
}

/// <summary>An update that is parked on its key. Immutable, thread-safe.</summary>
/// <param name="Update">The update.</param>
/// <param name="Reason">What it waits for.</param>
/// <param name="Since">When it was held.</param>
/// <param name="Version">The version that holds it.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.held-update")]
public sealed record HeldUpdate(
    [property: Id(0)] Update Update,
    [property: Id(1)] Refusal Reason,
    [property: Id(2)] DateTimeOffset Since,
    [property: Id(3)] long Version)
{
    /// <summary>What the source said, where an operator corrected it; null where nobody did.</summary>
    [Id(4)]
    public Update? Original { get; init; }
}

using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Grains.Subscriptions;

/// <summary>The durable list of subscriptions.</summary>
[GrainType("subscription-directory")]
internal sealed class SubscriptionDirectoryGrain(
    [PersistentState("subscription-directory", GrainStorageNames.Default)] IPersistentState<SubscriptionDirectoryState> state)
    : Grain, ISubscriptionDirectoryGrain
{
    public Task<ImmutableArray<string>> List() => Task.FromResult(state.State.Ids.ToImmutableArray());

    public Task Add(string id) => state.State.Ids.Add(id) ? StateWrites.SaveAsync(this, state) : Task.CompletedTask;

    public Task Remove(string id) => state.State.Ids.Remove(id) ? StateWrites.SaveAsync(this, state) : Task.CompletedTask;
}

/// <summary>Stored as JSON under <c>subscription-directory</c>.</summary>
[GenerateSerializer, Alias("sync.v1.subscription-directory-state")]
internal sealed class SubscriptionDirectoryState
{
    [Id(0)]
    public SortedSet<string> Ids { get; set; } = new(StringComparer.Ordinal);
}

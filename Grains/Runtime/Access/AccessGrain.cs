using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Grains.Access;

/// <summary>The durable list of API keys.</summary>
[GrainType("access")]
internal sealed class AccessGrain([PersistentState("access", GrainStorageNames.Default)] IPersistentState<AccessState> state) : Grain, IAccessGrain
{
    public Task<ImmutableArray<ApiKeyEntry>> List() => Task.FromResult(state.State.Keys.Values.ToImmutableArray());

    public Task Put(ApiKeyEntry entry)
    {
        state.State.Keys[entry.Name] = entry;
        return StateWrites.SaveAsync(this, state);
    }

    public Task Remove(string name)
    {
        state.State.Keys.Remove(name);
        return StateWrites.SaveAsync(this, state);
    }
}

/// <summary>Stored as JSON under <c>access</c>.</summary>
[GenerateSerializer, Alias("sync.v1.access-state")]
internal sealed class AccessState
{
    [Id(0)]
    public SortedDictionary<string, ApiKeyEntry> Keys { get; set; } = new(StringComparer.Ordinal);
}

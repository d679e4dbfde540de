using Sync.Contracts;
using Sync.Journal;

namespace Sync.Grains.Feed;

/// <summary>The durable list of feed consumers. Tells every lane when it changes.</summary>
[GrainType("feed-directory")]
internal sealed class FeedDirectoryGrain(
    [PersistentState("feed-directory", GrainStorageNames.Default)] IPersistentState<FeedDirectoryState> state, IJournal journal)
    : Grain, IFeedDirectoryGrain
{
    public Task<FeedDirectory> Read() => Task.FromResult(new FeedDirectory(state.State.Version, [.. state.State.Entries.Values]));

    public Task Add(FeedConsumerEntry entry) => state.State.Entries.TryGetValue(entry.Name, out var known) && known.Filter.SameAs(entry.Filter)
        ? Task.CompletedTask
        : ChangeAsync(s => s.Entries[entry.Name] = entry);

    public Task Remove(string name) => state.State.Entries.ContainsKey(name) ? ChangeAsync(s => s.Entries.Remove(name)) : Task.CompletedTask;

    private async Task ChangeAsync(Action<FeedDirectoryState> change)
    {
        change(state.State);
        state.State.Version++;
        await StateWrites.SaveAsync(this, state);
        var directory = await Read();
        for (var lane = 0; lane < journal.LaneCount; lane++)
            GrainFactory.GetGrain<ILaneGrain>(lane).Refresh(directory).Ignore();
    }
}

/// <summary>Stored as JSON under <c>feed-directory</c>.</summary>
[GenerateSerializer, Alias("sync.v1.feed-directory-state")]
internal sealed class FeedDirectoryState
{
    [Id(0)]
    public long Version { get; set; }

    [Id(1)]
    public SortedDictionary<string, FeedConsumerEntry> Entries { get; set; } = new(StringComparer.Ordinal);
}

using System.Collections.Immutable;

namespace Sync.Contracts;

/// <summary>Knows who follows the feed. One grain, key 0; its list is durable. Lanes read it when they start and when its version changes.</summary>
[Alias("sync.v1.IFeedDirectoryGrain"), GrainInterfaceType("sync.v1.IFeedDirectoryGrain")]
public interface IFeedDirectoryGrain : IGrainWithIntegerKey
{
    /// <summary>The consumers and the version of the list.</summary>
    [Alias("Read")]
    Task<FeedDirectory> Read();

    /// <summary>Adds or replaces a consumer.</summary>
    [Alias("Add")]
    Task Add(FeedConsumerEntry entry);

    /// <summary>Removes a consumer. Unknown ones are ignored.</summary>
    [Alias("Remove")]
    Task Remove(string name);
}

/// <summary>The list of consumers. Immutable, thread-safe.</summary>
/// <param name="Version">Grows with every change.</param>
/// <param name="Entries">The consumers.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.feed-directory")]
public sealed record FeedDirectory([property: Id(0)] long Version, [property: Id(1)] ImmutableArray<FeedConsumerEntry> Entries);

/// <summary>One consumer of the feed. Immutable, thread-safe.</summary>
/// <param name="Name">Unique: <c>subscription/ID</c>, <c>plant-stock/PLANT</c>, <c>plant-list</c> or <c>case-board</c>.</param>
/// <param name="Filter">What concerns it.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.feed-consumer-entry")]
public sealed record FeedConsumerEntry([property: Id(0)] string Name, [property: Id(1)] ChangeFilter Filter);

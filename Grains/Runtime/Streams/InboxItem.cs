using Orleans.Providers.Streams.Common;
using Orleans.Streams;

namespace Sync.Grains.Streams;

/// <summary>Word of one message: its bytes stay in the log. Immutable.</summary>
/// <param name="Offset">Its place in the queue.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.inbox-item")]
internal sealed record InboxItem([property: Id(0)] long Offset);

/// <summary>An item on its way to the stream's grain; its token is the offset, so it is the same whoever reads it. Immutable.</summary>
/// <param name="StreamId">The stream.</param>
/// <param name="Item">The item.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.inbox-container")]
internal sealed record InboxContainer([property: Id(0)] StreamId StreamId, [property: Id(1)] InboxItem Item) : IBatchContainer
{
    public StreamSequenceToken SequenceToken => new EventSequenceTokenV2(Item.Offset);

    public IEnumerable<Tuple<T, StreamSequenceToken>> GetEvents<T>()
    {
        if (Item is T item) yield return Tuple.Create(item, SequenceToken);
    }

    public bool ImportRequestContext() => false;
}

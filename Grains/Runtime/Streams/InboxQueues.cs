using Orleans.Configuration;
using Orleans.Streams;

namespace Sync.Grains.Streams;

/// <summary>Which queue a stream belongs to, for ever: the number of queues and the provider's name are part of what is stored. Thread-safe.</summary>
internal sealed class InboxQueues
{
    /// <summary>The name of the provider and the namespace of its streams.</summary>
    public const string Name = "inbox";

    private const int Count = 16;

    /// <summary>What the engine asks.</summary>
    public HashRingBasedStreamQueueMapper Mapper { get; } = new(new HashRingStreamQueueMapperOptions { TotalQueueCount = Count }, Name);

    public static int Number(QueueId queue) => (int)queue.GetNumericId();

    public static StreamId StreamOf(string stream) => StreamId.Create(Name, stream);

    public int Of(string stream) => Number(Mapper.GetQueueForStream(StreamOf(stream)));
}

using System.Collections.Immutable;

namespace Sync.Adapters;

/// <summary>Where an adapter publishes what it got, raw. Thread-safe.</summary>
internal interface IAdapterStream
{
    /// <summary>Adds messages to the end of a stream, in order. A message without a refusal is durable: its source may forget it. Whatever fails may be
    /// repeated, a message is there once.</summary>
    Task<ImmutableArray<PublishReceipt>> PublishAsync(string stream, ImmutableArray<InboundMessage> messages);

    /// <summary>How a message stands now; null: there is none of this number.</summary>
    Task<InboxOutcome?> OutcomeAsync(long number);
}

/// <summary>The inbox of the system itself.</summary>
internal sealed class AdapterStream(IGrainFactory grains) : IAdapterStream
{
    public Task<ImmutableArray<PublishReceipt>> PublishAsync(string stream, ImmutableArray<InboundMessage> messages) => grains.GetGrain<IInboxGrain>(0).Publish(stream, messages);

    public Task<InboxOutcome?> OutcomeAsync(long number) => grains.GetGrain<IInboxGrain>(0).Outcome(number);
}

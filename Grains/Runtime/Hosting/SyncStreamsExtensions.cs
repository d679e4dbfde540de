using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Runtime.Providers;
using Orleans.Streams;
using Sync.Contracts;
using Sync.Grains.Streams;
using Sync.Journal;

namespace Sync.Grains.Hosting;

/// <summary>The door of adapter streams.</summary>
public static class SyncStreamsExtensions
{
    /// <summary>Adds the stream provider over the inbox log to a silo, and what takes its messages. Needs <see cref="IInboxStore"/>, and an
    /// <see cref="IInboundMapper"/> for each media type that is published. Idempotent.</summary>
    public static ISiloBuilder AddSyncStreams(this ISiloBuilder silo, IConfiguration configuration)
    {
        if (silo.Services.Any(static s => s.ServiceType == typeof(InboxQueues))) return silo;
        silo.Services.AddSyncOptions<StreamOptions>(configuration, "Streams");
        silo.Services.TryAddSingleton(TimeProvider.System);
        silo.Services.AddSingleton<InboxQueues>().AddSingleton<InboxEnds>().AddSingleton<InboxCases>().AddSingleton<InboundMappers>().AddSingleton<StreamServices>();
        silo.Services.AddHostedService<StreamSweep>();
        return silo.AddPersistentStreams(InboxQueues.Name, InboxAdapterFactory.Create, Configure);
    }

    private static void Configure(ISiloPersistentStreamConfigurator streams)
    {
        // Who takes a stream is known by its name: nothing about it is stored or asked.
        streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly);
        streams.ConfigurePullingAgent(options => options.Configure<StreamOptions>(static (agent, ours) =>
        {
            agent.GetQueueMsgsTimerPeriod = TimeSpan.FromMilliseconds(50);
            agent.BatchContainerBatchSize = ours.BatchMessages;

            // After the default minute the engine would skip what cannot be delivered, and everything of its batch. What a message says never makes
            // a delivery fail; when the store fails, waiting is right.
            agent.MaxEventDeliveryTime = Timeout.InfiniteTimeSpan;
            agent.StreamInactivityPeriod = TimeSpan.FromMinutes(30);
            agent.InitQueueTimeout = TimeSpan.FromSeconds(5);
        }));
        streams.ConfigureBackoffProvider(static (_, _) => (IQueueReaderBackoffProvider)new ShortBackoff());
        streams.ConfigureBackoffProvider(static (_, _) => (IMessageDeliveryBackoffProvider)new ShortBackoff());
    }
}

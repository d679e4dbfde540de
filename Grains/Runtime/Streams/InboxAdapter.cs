using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Providers.Streams.Common;
using Orleans.Streams;
using Sync.Journal;

namespace Sync.Grains.Streams;

/// <summary>The inbox log as a stream provider. Nobody writes by it: what is in the log is in the stream, so neither can have what the other lacks.</summary>
internal sealed class InboxAdapter(string name, IInboxStore store, InboxEnds ends) : IQueueAdapter
{
    public string Name => name;

    public bool IsRewindable => true;

    public StreamProviderDirection Direction => StreamProviderDirection.ReadOnly;

    public IQueueAdapterReceiver CreateReceiver(QueueId queueId) => new InboxReceiver(InboxQueues.Number(queueId), store, ends);

    public Task QueueMessageBatchAsync<T>(StreamId streamId, IEnumerable<T> events, StreamSequenceToken? token, Dictionary<string, object>? requestContext) =>
        throw new NotSupportedException("adapters publish by IInboxGrain, which says what became of each message");
}

/// <summary>Makes the provider's parts.</summary>
internal sealed class InboxAdapterFactory(IQueueAdapter adapter, IQueueAdapterCache cache, InboxQueues queues, IStreamFailureHandler failures) : IQueueAdapterFactory
{
    public static IQueueAdapterFactory Create(IServiceProvider services, string name) => new InboxAdapterFactory(
        new InboxAdapter(name, services.GetRequiredService<IInboxStore>(), services.GetRequiredService<InboxEnds>()),
        new SimpleQueueAdapterCache(
            new SimpleQueueCacheOptions { CacheSize = services.GetRequiredService<StreamOptions>().CacheMessages }, name, services.GetRequiredService<ILoggerFactory>()),
        services.GetRequiredService<InboxQueues>(),
        new InboxFailures(services.GetRequiredService<ILogger<InboxFailures>>()));

    public Task<IQueueAdapter> CreateAdapter() => Task.FromResult(adapter);

    public IQueueAdapterCache GetQueueAdapterCache() => cache;

    public IStreamQueueMapper GetStreamQueueMapper() => queues.Mapper;

    public Task<IStreamFailureHandler> GetDeliveryFailureHandler(QueueId queueId) => Task.FromResult(failures);
}

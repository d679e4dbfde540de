using Orleans.Streams;
using Orleans.Streams.Core;
using Sync.Contracts;
using Sync.Grains.Placement;

namespace Sync.Grains.Streams;

/// <summary>Takes what an adapter stream delivers. One delivery at a time: order is the order of calls.</summary>
[ImplicitStreamSubscription(InboxQueues.Name)]
[GrainType("adapter-stream")]
[SpreadPlacement]
internal sealed class AdapterStreamGrain(StreamServices services) : Grain, IAdapterStreamGrain, IStreamSubscriptionObserver, IAsyncBatchObserver<InboxItem>
{
    private AdapterStream? _stream;

    private AdapterStream Stream => _stream ??= new AdapterStream(this.GetPrimaryKeyString(), services);

    /// <summary>Called at the first delivery to each activation. Without an observer the engine would drop what comes and count it as taken.</summary>
    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) => handleFactory.Create<InboxItem>().ResumeAsync(this);

    public Task OnNextAsync(IList<SequentialItem<InboxItem>> items) => Stream.TakeAsync(items.Max(static i => i.Item.Offset));

    public Task OnCompletedAsync() => Task.CompletedTask;

    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;

    public Task<InboxAnswer> Resubmit(long number, InboxAct act) => Stream.ResubmitAsync(number, act);

    public Task<InboxAnswer> Discard(long number, InboxAct act) => Stream.DiscardAsync(number, act);

    public async Task Ensure()
    {
        await Stream.ReleaseAsync();
        await Stream.TakeAsync(long.MaxValue);
    }
}

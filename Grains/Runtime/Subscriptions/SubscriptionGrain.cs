using Microsoft.Extensions.Logging;
using Sync.Contracts;
using Sync.Grains.Feed;
using Sync.Grains.Placement;
using Sync.Journal;

namespace Sync.Grains.Subscriptions;

/// <summary>The shell of one subscription: profile, lifetime and calls; the work is in <see cref="Subscriber"/>.</summary>
[GrainType("subscription")]
[KeepAlive]
[SpreadPlacement]
internal sealed class SubscriptionGrain(
    [PersistentState("subscription", GrainStorageNames.Default)] IPersistentState<SubscriptionState> state,
    IDeliverySender sender, FeedHub hub, IFeedStore feed, IJournal journal, SubscriptionOptions options, TimeProvider clock,
    ILogger<SubscriptionGrain> logger) : Grain, ISubscriptionGrain
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);
    private Subscriber? _subscriber;

    private string Id => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        this.RegisterGrainTimer(
            static (grain, stop) => grain._subscriber?.TickAsync(stop) ?? Task.CompletedTask, this,
            new GrainTimerCreationOptions { DueTime = Tick, Period = Tick, Interleave = true });
        Start();
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_subscriber is null) return;
        await _subscriber.StopAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    public async Task<Refusal?> Put(SubscriptionProfile profile)
    {
        var known = state.State.Profile;
        if (profile.Secret.Length == 0 && known is not null) profile = profile with { Secret = known.Secret };
        if (sender.Validate(profile) is { } refusal) return refusal;
        if (known is null) state.State.Begin = profile.Start == SubscriptionStart.Now ? await feed.HeadAsync() : default;
        state.State.Profile = profile;
        await StateWrites.SaveAsync(this, state);
        await GrainFactory.GetGrain<ISubscriptionDirectoryGrain>(0).Add(Id);
        if (known is not null && !known.Filter.SameAs(profile.Filter) && _subscriber is { } old)
        {
            await old.StopAsync();
            _subscriber = null;
        }

        if (_subscriber is null) Start();
        else _subscriber.Change(profile);
        await GrainFactory.GetGrain<IFeedDirectoryGrain>(0).Add(new FeedConsumerEntry(FeedConsumers.Subscription(Id), profile.Filter));
        return null;
    }

    public async Task Delete()
    {
        await GrainFactory.GetGrain<IFeedDirectoryGrain>(0).Remove(FeedConsumers.Subscription(Id));
        await GrainFactory.GetGrain<ISubscriptionDirectoryGrain>(0).Remove(Id);
        if (_subscriber is { } subscriber) await subscriber.StopAsync();
        _subscriber = null;
        await state.ClearStateAsync();
        DeactivateOnIdle();
    }

    public async Task<SubscriptionStatus?> Status() => _subscriber is null ? null : await _subscriber.StatusAsync();

    public Task<int> Resume(EntityKey? key) => Task.FromResult(_subscriber?.Resume(key) ?? 0);

    public Task Ensure() => Task.CompletedTask;

    public Task Offer(FeedPage page)
    {
        _subscriber?.Offer(page);
        return Task.CompletedTask;
    }

    private void Start()
    {
        if (state.State.Profile is not { } profile) return;
        _subscriber = new Subscriber(
            profile, state, () => StateWrites.SaveAsync(this, state), new SubscriberServices(sender, hub, feed, journal, GrainFactory, options, clock, logger));
    }
}

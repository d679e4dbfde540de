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
            static (grain, _) => grain._subscriber?.TickAsync() ?? Task.CompletedTask, this,
            new GrainTimerCreationOptions { DueTime = Tick, Period = Tick, Interleave = true });
        if (state.State.Profile is not null) Start();
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_subscriber is null) return;
        await ((Task)_subscriber.StopAsync()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    public async Task<Refusal?> Put(SubscriptionProfile profile)
    {
        if (profile.Secret.Length == 0 && _subscriber is { } known) profile = profile with { Secret = known.Profile.Secret };
        if (sender.Validate(profile) is { } refusal) return refusal;
        if (_subscriber is null)
        {
            await WriteAsync(new SubscriptionState { Profile = profile, Begin = profile.Start == SubscriptionStart.Now ? await feed.HeadAsync() : default });
            Start();
        }
        else if (_subscriber.Profile.Filter.SameAs(profile.Filter))
        {
            await _subscriber.ChangeAsync(profile);
        }
        else
        {
            var reached = await _subscriber.StopAsync();
            await WriteAsync(new SubscriptionState { Profile = profile, Begin = reached.Begin, Cursors = reached.Cursors, Parked = reached.Parked });
            Start();
        }

        await GrainFactory.GetGrain<ISubscriptionDirectoryGrain>(0).Add(Id);
        await Ensure();
        return null;
    }

    public async Task Delete()
    {
        var subscriber = _subscriber;
        _subscriber = null;
        if (subscriber is not null) await subscriber.StopAsync();
        await GrainFactory.GetGrain<IFeedDirectoryGrain>(0).Remove(FeedConsumers.Subscription(Id));
        await GrainFactory.GetGrain<ISubscriptionDirectoryGrain>(0).Remove(Id);
        await state.ClearStateAsync();
        DeactivateOnIdle();
    }

    public async Task<SubscriptionStatus?> Status() => _subscriber is null ? null : await _subscriber.StatusAsync();

    public Task<int> Resume(EntityKey? key) => Task.FromResult(_subscriber?.Resume(key) ?? 0);

    // Told again and again: the first word may have been lost.
    public Task Ensure() => _subscriber is null
        ? Task.CompletedTask
        : GrainFactory.GetGrain<IFeedDirectoryGrain>(0).Add(new FeedConsumerEntry(FeedConsumers.Subscription(Id), _subscriber.Profile.Filter));

    public Task Offer(FeedPage page)
    {
        _subscriber?.Offer(page);
        return Task.CompletedTask;
    }

    private void Start()
    {
        _subscriber = new Subscriber(state.State, WriteAsync, new SubscriberServices(sender, hub, feed, journal, GrainFactory, options, clock, logger));
        _subscriber.Start();
    }

    // Calls interleave here: what is written is an image that nobody changes any more.
    private Task WriteAsync(SubscriptionState image)
    {
        state.State = image;
        return StateWrites.SaveAsync(this, state);
    }
}

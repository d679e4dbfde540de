using Microsoft.Extensions.Logging;
using Sync.Contracts;
using Sync.Domain.Kernel;
using Sync.Grains.Entities;
using Sync.Grains.Feed;
using Sync.Grains.Routing;

namespace Sync.Grains.Views;

/// <summary>A view of many entities: built from snapshots and records, then kept by the feed.</summary>
internal abstract partial class ViewGrain<TState>(EntityModel<TState> model, ViewServices services) : Grain
    where TState : class
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ViewBuild _build = new(services.Clock);
    private FeedFollower? _follower;

    protected EntityModel<TState> Model => model;

    protected ViewServices Services => services;

    /// <summary>How far the view, which is ready, is behind the journal.</summary>
    protected ViewLag Lag => _follower!.Lag();

    public Task Offer(FeedPage page)
    {
        _follower?.Offer(page);
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        _stop.Dispose();
    }

    /// <summary>Begins to build the view, which then joins the feed. A view that cannot be built is given up: whoever asks next begins anew.</summary>
    /// <param name="consumer">Its name among the consumers of the feed.</param>
    /// <param name="filter">What concerns it.</param>
    /// <param name="idPrefix">How the ids of its entities begin.</param>
    protected void Follow(string consumer, ChangeFilter filter, string idPrefix) => _build.Start(async () =>
    {
        try
        {
            await BuildAsync(consumer, filter, idPrefix, _stop.Token);
        }
        catch (Exception e)
        {
            if (!_stop.IsCancellationRequested) LogNotBuilt(services.Log, e, consumer);
            DeactivateOnIdle();
            throw;
        }
    });

    /// <summary>Waits until the view is built.</summary>
    /// <exception cref="ViewNotReadyException">That takes longer than a caller waits, or could not be done.</exception>
    protected ValueTask ReadyAsync() => _build.ReadyAsync();

    private async Task BuildAsync(string consumer, ChangeFilter filter, string idPrefix, CancellationToken cancellationToken)
    {
        // The head is read first: what is committed while the scan runs comes again by the feed, and versions tell it apart.
        var head = await services.Feed.HeadAsync(cancellationToken);
        var loader = new EntityLoader<TState>(model, services.Journal);
        var awake = new Dictionary<EntityKey, EntityView<TState>>();
        await foreach (var image in services.Journal.ScanAsync(model.Kind, idPrefix, IsAwake, cancellationToken))
        {
            Load(awake.Remove(image.Entity, out var view) ? view : (await loader.HeadOfAsync(image)).View);
            _build.Taken++;
        }

        _follower = new FeedFollower(services.Hub, filter, services.Clock, (_, record) => Apply(record.Record), static () => true, _stop.Token);
        _follower.StartAt(head);
        await LostSilo.AgainAsync(() => GrainFactory.GetGrain<IFeedDirectoryGrain>(0).Add(new FeedConsumerEntry(consumer, filter)), services.Clock);

        // What is awake in this process, and has nothing on its way, need not be read: whatever it committed before the head was read is in its view.
        bool IsAwake(EntityKey entity)
        {
            if (services.Local.Find(entity)?.Quiet is not EntityView<TState> { Version: > 0 } view) return false;
            awake[entity] = view;
            return true;
        }
    }

    /// <summary>Takes an entity as it stands.</summary>
    protected abstract void Load(EntityView<TState> view);

    /// <summary>Takes a record, which may have been in what was loaded.</summary>
    protected abstract void Apply(JournalRecord record);

    [LoggerMessage(4320, LogLevel.Error, "The view {Consumer} could not be built; whoever asks next begins anew")]
    private static partial void LogNotBuilt(ILogger log, Exception e, string consumer);
}

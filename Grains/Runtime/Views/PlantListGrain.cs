using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Domain.Plants;
using Sync.Grains.Entities;
using Sync.Grains.Feed;
using Sync.Journal;

namespace Sync.Grains.Views;

/// <summary>Every plant, built from snapshots and records, then kept by the feed.</summary>
[GrainType("plant-list")]
[KeepAlive]
internal sealed class PlantListGrain(FeedHub hub, IJournal journal, IFeedStore feed, PlantModel model, EventCodecs codecs, TimeProvider clock) : Grain, IPlantListGrain
{
    private readonly SortedDictionary<string, PlantRow> _plants = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stop = new();
    private FeedFollower? _follower;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var head = await feed.HeadAsync(cancellationToken);
        await foreach (var image in journal.ScanAsync(EntityKinds.Plant, "", cancellationToken)) await LoadAsync(image);
        var filter = new ChangeFilter([EntityKinds.Plant]);
        _follower = new FeedFollower(hub, filter, clock, (_, record) => Apply(record.Record), static () => true, _stop.Token);
        _follower.StartAt(head);
        await GrainFactory.GetGrain<IFeedDirectoryGrain>(0).Add(new FeedConsumerEntry(FeedConsumers.PlantList, filter));
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        _stop.Dispose();
    }

    public Task Offer(FeedPage page)
    {
        _follower?.Offer(page);
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<PlantEntry>> List() => Task.FromResult(_plants.Select(p => Entry(p.Key, p.Value.State)).ToImmutableArray());

    private static PlantEntry Entry(string id, PlantState state) => new(
        PlantId.Parse(Identifiers.FromSegment(id)), state.Terms?.Name, state.Terms?.TimeZone, state.Locations.Length, state.Waiting.Length);

    private async Task LoadAsync(EntityImage image)
    {
        var head = EntityLoader<PlantState>.TryHead(image, model)
            ?? (await new EntityLoader<PlantState>(model, journal).FoldWholeAsync(image.Entity)).Head;
        _plants[image.Entity.Id] = new PlantRow(head.View.Version, head.View.State);
    }

    private void Apply(JournalRecord record)
    {
        var row = _plants.GetValueOrDefault(record.Entity.Id) ?? new PlantRow(0, model.Empty(record.Entity));
        if (record.Version <= row.Version) return;
        var view = ViewFolding.Next(model, record.Entity, row.State, codecs.Read(record), record);
        _plants[record.Entity.Id] = new PlantRow(record.Version, view.State);
    }

    private sealed record PlantRow(long Version, PlantState State);
}

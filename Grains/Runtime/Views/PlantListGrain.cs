using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Domain.Kernel;
using Sync.Domain.Plants;
using Sync.Grains.Feed;

namespace Sync.Grains.Views;

/// <summary>Every plant, built from snapshots and records, then kept by the feed.</summary>
[GrainType("plant-list")]
[KeepAlive]
internal sealed class PlantListGrain(PlantModel model, ViewServices services) : ViewGrain<PlantState>(model, services), IPlantListGrain
{
    private readonly SortedDictionary<string, PlantRow> _plants = new(StringComparer.Ordinal);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Follow(FeedConsumers.PlantList, new ChangeFilter([EntityKinds.Plant]), "");
        return Task.CompletedTask;
    }

    public async Task<ImmutableArray<PlantEntry>> List()
    {
        await ReadyAsync();
        return [.. _plants.Select(p => Entry(p.Key, p.Value.State))];
    }

    private static PlantEntry Entry(string id, PlantState state) => new(
        PlantId.Parse(Identifiers.FromSegment(id)), state.Terms?.Name, state.Terms?.TimeZone, state.Locations.Length, state.Waiting.Length);

    protected override void Load(EntityView<PlantState> view) => _plants[view.Key.Id] = new PlantRow(view.Version, view.State);

    protected override void Apply(JournalRecord record)
    {
        var row = _plants.GetValueOrDefault(record.Entity.Id) ?? new PlantRow(0, Model.Empty(record.Entity));
        if (record.Version <= row.Version) return;
        var view = ViewFolding.Next(Model, record.Entity, row.State, Services.Codecs.Read(record), record);
        _plants[record.Entity.Id] = new PlantRow(record.Version, view.State);
    }

    private sealed record PlantRow(long Version, PlantState State);
}

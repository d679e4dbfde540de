using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Domain.Cases;
using Sync.Domain.Kernel;
using Sync.Grains.Feed;

namespace Sync.Grains.Views;

/// <summary>Every case, built from snapshots and records, then kept by the feed.</summary>
[GrainType("case-board")]
[KeepAlive]
internal sealed class CaseBoardGrain(CaseModel model, ViewServices services) : ViewGrain<CaseState>(model, services), ICaseBoardGrain
{
    private readonly Dictionary<string, CaseRow> _cases = [];

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Follow(FeedConsumers.CaseBoard, new ChangeFilter([EntityKinds.Case]), "");
        return Task.CompletedTask;
    }

    public async Task<ImmutableArray<CaseView>> List(bool includeResolved, string? about, int max)
    {
        await ReadyAsync();
        return
        [
            .. _cases.Values.Select(r => r.View).OfType<CaseView>()
                .Where(c => includeResolved || c.Status != CaseStatus.Resolved)
                .Where(c => about is null || c.About.ToString().StartsWith(about, StringComparison.Ordinal))
                .OrderByDescending(c => c.OpenedAt).ThenBy(c => c.Id, StringComparer.Ordinal)
                .Take(Math.Clamp(max, 1, 1000)),
        ];
    }

    protected override void Load(EntityView<CaseState> view) => _cases[view.Key.Id] = new CaseRow(view.Version, view.State, CaseViews.Of(view));

    protected override void Apply(JournalRecord record)
    {
        var row = _cases.GetValueOrDefault(record.Entity.Id) ?? new CaseRow(0, Model.Empty(record.Entity), null);
        if (record.Version <= row.Version) return;
        var view = ViewFolding.Next(Model, record.Entity, row.State, Services.Codecs.Read(record), record);
        _cases[record.Entity.Id] = new CaseRow(record.Version, view.State, CaseViews.Of(view));
    }

    private sealed record CaseRow(long Version, CaseState State, CaseView? View);
}

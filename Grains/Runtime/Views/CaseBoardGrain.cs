using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Domain.Cases;
using Sync.Grains.Entities;
using Sync.Grains.Feed;
using Sync.Journal;

namespace Sync.Grains.Views;

/// <summary>Every case, built from snapshots and records, then kept by the feed.</summary>
[GrainType("case-board")]
[KeepAlive]
internal sealed class CaseBoardGrain(FeedHub hub, IJournal journal, IFeedStore feed, CaseModel model, EventCodecs codecs, TimeProvider clock) : Grain, ICaseBoardGrain
{
    private readonly Dictionary<string, CaseRow> _cases = [];
    private readonly CancellationTokenSource _stop = new();
    private FeedFollower? _follower;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var head = await feed.HeadAsync(cancellationToken);
        await foreach (var image in journal.ScanAsync(EntityKinds.Case, "", cancellationToken)) await LoadAsync(image);
        var filter = new ChangeFilter([EntityKinds.Case]);
        _follower = new FeedFollower(hub, filter, clock, (_, record) => Apply(record.Record), static () => true, _stop.Token);
        _follower.StartAt(head);
        await GrainFactory.GetGrain<IFeedDirectoryGrain>(0).Add(new FeedConsumerEntry(FeedConsumers.CaseBoard, filter));
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

    public Task<ImmutableArray<CaseView>> List(bool includeResolved, string? about, int max) => Task.FromResult(
        _cases.Values.Select(r => r.View).OfType<CaseView>()
            .Where(c => includeResolved || c.Status != CaseStatus.Resolved)
            .Where(c => about is null || c.About.ToString().StartsWith(about, StringComparison.Ordinal))
            .OrderByDescending(c => c.OpenedAt).ThenBy(c => c.Id, StringComparer.Ordinal)
            .Take(Math.Clamp(max, 1, 1000)).ToImmutableArray());

    private async Task LoadAsync(EntityImage image)
    {
        var head = EntityLoader<CaseState>.TryHead(image, model)
            ?? (await new EntityLoader<CaseState>(model, journal).FoldWholeAsync(image.Entity)).Head;
        _cases[image.Entity.Id] = new CaseRow(head.View.Version, head.View.State, CaseViews.Of(head.View));
    }

    private void Apply(JournalRecord record)
    {
        var row = _cases.GetValueOrDefault(record.Entity.Id) ?? new CaseRow(0, model.Empty(record.Entity), null);
        if (record.Version <= row.Version) return;
        var view = ViewFolding.Next(model, record.Entity, row.State, codecs.Read(record), record);
        _cases[record.Entity.Id] = new CaseRow(record.Version, view.State, CaseViews.Of(view));
    }

    private sealed record CaseRow(long Version, CaseState State, CaseView? View);
}

using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Journal;

namespace Sync.Grains.Tests.Fakes;

/// <summary>What lanes keep in the fake journal.</summary>
internal sealed partial class FakeJournal : ILaneStore
{
    private readonly Dictionary<int, FeedPosition> _positions = [];
    private readonly Dictionary<int, List<DueWork>> _due = [];

    public FeedPosition PositionOf(int lane) => _positions.GetValueOrDefault(lane);

    public IReadOnlyList<DueWork> DueOf(int lane) => _due.GetValueOrDefault(lane) ?? [];

    public async Task<FeedPosition> ReadPositionAsync(int lane, CancellationToken cancellationToken = default)
    {
        await CallAsync("read-position");
        return PositionOf(lane);
    }

    public Task SaveAsync(LaneProgress progress, CancellationToken cancellationToken = default) => Begin("save-position", outcome =>
    {
        if (outcome is not (Outcome.Done or Outcome.LostButDurable)) return;
        if (progress.Position > PositionOf(progress.Lane)) _positions[progress.Lane] = progress.Position;
        if (!_due.TryGetValue(progress.Lane, out var due)) _due[progress.Lane] = due = [];
        due.AddRange(progress.Due.Where(d => due.TrueForAll(known => known.Id != d.Id)));
    }).Answered;

    public async Task<ImmutableArray<DueWork>> ReadDueAsync(int lane, DateTimeOffset now, int max, CancellationToken cancellationToken = default)
    {
        await CallAsync("read-due");
        return [.. DueOf(lane).Where(d => d.DueAt <= now).OrderBy(d => d.DueAt).Take(max)];
    }

    public Task RemoveDueAsync(int lane, IReadOnlyCollection<string> ids, CancellationToken cancellationToken = default) => Begin("remove-due", outcome =>
    {
        if (outcome is Outcome.Done or Outcome.LostButDurable) _due.GetValueOrDefault(lane)?.RemoveAll(d => ids.Contains(d.Id));
    }).Answered;
}

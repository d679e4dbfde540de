using Sync.Journal.Storage;

namespace Sync.Journal.Writing;

/// <summary>Saves the progress of many lanes in one transaction.</summary>
internal sealed class LaneSaver
{
    private const int QueueLimit = 1_000_000;
    private const int BatchLimit = 10_000;
    private readonly BatchLoop<SaveRequest> _loop;
    private ILaneTables? _tables;

    public LaneSaver() => _loop = new BatchLoop<SaveRequest>(QueueLimit, BatchLimit, WorkAsync);

    public Task SaveAsync(LaneProgress progress)
    {
        var request = new SaveRequest(progress);
        return _loop.Offer(request) is { } refusal ? Task.FromException(refusal) : request.Answer;
    }

    public void Start(ILaneTables tables, TaskScheduler scheduler)
    {
        _tables = tables;
        _loop.Start(scheduler);
    }

    public Task StopAsync() => _loop.StopAsync();

    private async Task WorkAsync(List<SaveRequest> batch)
    {
        await _tables!.SaveAsync(Merge(batch));
        foreach (var request in batch) request.Succeed();
    }

    // One row a lane: a statement cannot change a row twice, and the lanes are sorted so that processes do not wait for each other in a circle.
    private static List<LaneProgress> Merge(List<SaveRequest> batch) => batch
        .Select(static request => request.Progress)
        .GroupBy(static progress => progress.Lane)
        .OrderBy(static lane => lane.Key)
        .Select(static lane => new LaneProgress(
            lane.Key,
            lane.Max(static progress => progress.Position),
            [.. lane.SelectMany(static progress => progress.Due.IsDefault ? [] : progress.Due).DistinctBy(static due => due.Id)]))
        .ToList();

    private sealed class SaveRequest(LaneProgress progress) : Awaited
    {
        public LaneProgress Progress => progress;

        public override int Weight => 1 + (progress.Due.IsDefault ? 0 : progress.Due.Length);
    }
}

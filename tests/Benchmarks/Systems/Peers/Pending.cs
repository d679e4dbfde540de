namespace Sync.Benchmarks.Systems.Peers;

/// <summary>An update that waits for its transaction.</summary>
internal sealed class Pending(Update update)
{
    private readonly TaskCompletionSource<bool> _applied = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Update Update { get; } = update;

    /// <summary>Completes when it is durable: true when it was applied, false for a duplicate.</summary>
    public Task<bool> Applied => _applied.Task;

    public void Answer(bool applied) => _applied.TrySetResult(applied);

    public void Fail(Exception e) => _applied.TrySetException(e);
}

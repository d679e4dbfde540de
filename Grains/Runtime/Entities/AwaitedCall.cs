using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Grains.Entities;

/// <summary>A call that somebody waits for. Null: the activation has ended before anything was decided.</summary>
internal sealed class AwaitedCall(ImmutableArray<Update> updates) : EntityCall(updates)
{
    private readonly TaskCompletionSource<ImmutableArray<Receipt>?> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<ImmutableArray<Receipt>?> Answer => _answer.Task;

    public override void OnAnswered(ImmutableArray<Receipt> receipts) => _answer.TrySetResult(receipts);

    public override void OnFailed(Exception failure) => _answer.TrySetException(failure);

    public override void OnMissed() => _answer.TrySetResult(null);
}

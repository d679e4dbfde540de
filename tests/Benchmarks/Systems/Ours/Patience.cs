using Sync.Benchmarks.Load;

namespace Sync.Benchmarks.Systems.Ours;

/// <summary>What a well-behaved caller does: what was not taken is sent again after a pause, everything else stands. Thread-safe.</summary>
internal sealed class Patience(Func<ImmutableArray<Update>, Task<ImmutableArray<Receipt>>> submit)
{
    private const int Attempts = 200;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private long _again;

    /// <summary>Updates that had to be sent again.</summary>
    public long Again => Interlocked.Read(ref _again);

    public async Task<int> SubmitAsync(ImmutableArray<Update> updates)
    {
        var applied = 0;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var receipts = await submit(updates);
            var refused = ImmutableArray.CreateBuilder<Update>();
            for (var i = 0; i < receipts.Length; i++)
            {
                if (receipts[i] is Receipt.Applied) applied++;
                else if (receipts[i] is Receipt.RetryLater) refused.Add(updates[i]);
                else if (receipts[i] is not Receipt.Duplicate) throw new WrongResultException($"neither applied nor a duplicate: {receipts[i]}");
            }

            if (refused.Count == 0) return applied;
            updates = refused.ToImmutable();
            Interlocked.Add(ref _again, updates.Length);
            using var timer = new PeriodicTimer(Pause);
            await timer.WaitForNextTickAsync();
        }

        throw new WrongResultException($"{updates.Length} updates were not taken in {Attempts} attempts");
    }
}

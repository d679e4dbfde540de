using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Sync.Gateway.Tests.Fakes;

/// <summary>Remembers every call, and judges each update as it is told.</summary>
internal sealed class FakeRouter : IUpdateRouterGrain
{
    private readonly ConcurrentQueue<ImmutableArray<Update>> _calls = new();

    public Func<Update, Receipt> Judge { get; set; } = u => new Receipt.Applied(u.Id, 1, []);

    public IReadOnlyList<ImmutableArray<Update>> Calls => [.. _calls];

    public Update Single => Assert.Single(Assert.Single(Calls));

    /// <summary>Done when the first call has come.</summary>
    public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What every call waits for before it answers.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>How long the last caller let entities take.</summary>
    public TimeSpan? Patience { get; private set; }

    /// <summary>What never answers.</summary>
    public Func<Update, bool> Stuck { get; set; } = _ => false;

    public async Task<ImmutableArray<Receipt>> SubmitWithin(ImmutableArray<Update> updates, TimeSpan patience)
    {
        Patience = patience;
        if (!updates.Any(Stuck)) return await Submit(updates);
        _calls.Enqueue(updates);
        await new TaskCompletionSource().Task.WaitAsync(patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        return [.. updates.Select(u => Stuck(u) ? new Receipt.Unknown(u.Id, ErrorCodes.TimedOut.With($"{u.Target} did not answer")) : Judge(u))];
    }

    public async Task<ImmutableArray<Receipt>> Submit(ImmutableArray<Update> updates)
    {
        _calls.Enqueue(updates);
        Reached.TrySetResult();
        await Gate;
        if (updates.Any(Stuck)) await new TaskCompletionSource().Task;
        return [.. updates.Select(Judge)];
    }
}

using Sync.Gateway.Errors;

namespace Sync.Gateway.Live;

/// <summary>The one reader of a plant's view in this process: asks what changed, waits for the answer, and wakes all who watch. Thread-safe.</summary>
internal sealed partial class LivePlant(PlantId plant, IPlantStockGrain view, LiveInstruments instruments, TimeProvider clock, ILogger<LivePlant> log)
{
    private const int Page = 5_000;

    /// <summary>Between two questions: what changes in between comes in one answer.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(40);

    /// <summary>How long the view waits for a change before it answers that there is none.</summary>
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(10);

    /// <summary>How much longer an answer may take.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private TaskCompletionSource _next = Signal();
    private LiveMirror? _whole;
    private LiveMirror? _reading;
    private Refusal? _stalled;
    private int _failures;

    /// <summary>What there is now, and what completes when there is more.</summary>
    public LiveNow Now
    {
        get
        {
            lock (_lock) return new LiveNow(_whole, _stalled, _next.Task);
        }
    }

    /// <summary>Reads until it is stopped or nobody needs it.</summary>
    public async Task RunAsync(Func<bool> isNeeded, CancellationToken stopped)
    {
        while (!stopped.IsCancellationRequested && isNeeded())
        {
            var pause = await StepAsync(stopped);
            if (pause > TimeSpan.Zero) await Task.Delay(pause, clock, stopped).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>One question and its answer; how long to pause then.</summary>
    private async Task<TimeSpan> StepAsync(CancellationToken stopped)
    {
        try
        {
            var answer = await view.Changes(_reading?.UpTo, Page, Wait).WaitAsync(Wait + Patience, clock, stopped);
            Take(answer);
            _failures = 0;
            return answer.UpTo.Number < answer.Head ? TimeSpan.Zero : Pace;
        }
        catch (OperationCanceledException) when (stopped.IsCancellationRequested)
        {
            return TimeSpan.Zero;
        }
        catch (Exception e)
        {
            _failures++;
            LogFailed(log, e, plant.Value, _failures);
            var reason = e is ViewNotReadyException ? e.Message : "its stock view does not answer; what is shown may be old";
            Publish(_whole, Failures.Describe(e).Error.With($"plant {plant}: {reason}"));
            return TimeSpan.FromMilliseconds(Math.Min(LongestPause.TotalMilliseconds, 50 * Math.Pow(2, Math.Min(_failures, 6))));
        }
    }

    private void Take(PlantStockChanges answer)
    {
        var mirror = _reading is { } known && known.Epoch == answer.UpTo.Epoch ? known : new LiveMirror(answer.UpTo.Epoch);
        var wasWhole = mirror.IsWhole;
        mirror.Take(answer);
        _reading = mirror;
        if (wasWhole && !answer.Rows.IsEmpty) instruments.OnRead(clock.GetUtcNow() - answer.Rows[0].Row.ChangedAt);
        if (mirror.IsWhole && (!wasWhole || !answer.Rows.IsEmpty || _stalled is not null)) Publish(mirror, null);
    }

    private void Publish(LiveMirror? mirror, Refusal? stalled)
    {
        TaskCompletionSource outdated;
        lock (_lock)
        {
            (_whole, _stalled, outdated) = (mirror, stalled, _next);
            _next = Signal();
        }

        outdated.SetResult();
    }

    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>The state of a reader: its rows (null while none were read), why it does not answer, and what completes when this is outdated.</summary>
internal readonly record struct LiveNow(LiveMirror? Mirror, Refusal? Stalled, Task Next);

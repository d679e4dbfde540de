using Microsoft.Extensions.Logging;
using Sync.Contracts;
using Sync.Grains.Telemetry;
using Sync.Grains.Verification;

namespace Sync.Grains.Retention;

/// <summary>The background job: a step each second while a run is on its way, a run a day. A run that was cut off is begun anew; what left has left.</summary>
[GrainType("retention")]
[KeepAlive]
internal sealed partial class RetentionGrain(
    RetentionDesk desk, LimitDesk limits, VerifyCases cases, RetentionOptions options, TimeProvider clock, ILogger<RetentionGrain> logger) : Grain, IRetentionGrain
{
    private static readonly TimeSpan Period = TimeSpan.FromDays(1);
    private RetentionPass? _current;
    private RetentionPass? _last;
    private string _after = "";
    private DateTimeOffset _next;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var second = TimeSpan.FromSeconds(1);
        // Not at once: whoever reads the journal begins to catch up when the system starts.
        _next = clock.GetUtcNow() + TimeSpan.FromMinutes(10);
        this.RegisterGrainTimer(static (grain, stop) => grain.TickAsync(stop), this, new GrainTimerCreationOptions { DueTime = second, Period = second, Interleave = true });
        return Task.CompletedTask;
    }

    public Task<RetentionStatus> Status() => Task.FromResult(new RetentionStatus(options.HistoryDays, _current, _last));

    public Task<RetentionStatus> Start()
    {
        if (_current is null) Begin();
        return Status();
    }

    public Task Ensure() => Task.CompletedTask;

    private void Begin()
    {
        _after = "";
        _current = new RetentionPass(clock.GetUtcNow(), null, null, 0, 0, options.HistoryDays == 0 ? "Retention:HistoryDays is 0: every record stays" : null);
        _next = clock.GetUtcNow() + Period;
    }

    private async Task TickAsync(CancellationToken stop)
    {
        if (_current is null && options.HistoryDays > 0 && clock.GetUtcNow() >= _next) Begin();
        if (_current is not { } run) return;
        if (run.Problem is not null)
        {
            Finish(run);
            return;
        }

        try
        {
            var (limit, problem) = await limits.ReadAsync(stop);
            if (limit is null) Finish(run with { Problem = problem });
            else await StepAsync(run, limit, stop);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(e);
            Finish(run with { Problem = e.Message });
        }
    }

    private async Task StepAsync(RetentionPass run, RetentionLimits limit, CancellationToken stop)
    {
        var step = await desk.RunAsync(_after, limit, stop);
        RetentionInstruments.OnDropped(step.Records);
        foreach (var finding in step.Findings) await cases.OpenAsync(finding);
        _after = step.After;
        _current = run with { Before = limit.Before, Entities = run.Entities + step.Entities, Records = run.Records + step.Records };
        if (step.IsLast) Finish(_current);
    }

    private void Finish(RetentionPass run)
    {
        _last = run with { FinishedAt = clock.GetUtcNow() };
        _current = null;
        LogFinished(run.Entities, run.Records, run.Problem ?? "none");
    }

    [LoggerMessage(4311, LogLevel.Information, "Retention looked at {Entities} entities, {Records} records left the journal; problem: {Problem}")]
    private partial void LogFinished(long entities, long records, string problem);

    [LoggerMessage(4312, LogLevel.Warning, "Retention ended early; it begins anew tomorrow")]
    private partial void LogFailed(Exception e);
}

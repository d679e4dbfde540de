using Microsoft.Extensions.Logging;
using Sync.Contracts;
using Sync.Grains.Telemetry;
using Sync.Journal;

namespace Sync.Grains.Verification;

/// <summary>The background verifier: a part of a pass each second. Where it stands is not stored; after a restart a pass begins anew.</summary>
[GrainType("verify")]
[KeepAlive]
internal sealed partial class VerifyGrain(
    VerifyDesk desk, LiveDesk live, VerifyCases cases, IAuditStore audit, VerifyOptions options, TimeProvider clock, ILogger<VerifyGrain> logger) : Grain, IVerifyGrain
{
    private readonly VerifyStretch _stretch = new(audit, options, clock);
    private VerifyWalk? _walk;
    private VerifyPass? _last;
    private DateTimeOffset _next;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var second = TimeSpan.FromSeconds(1);
        _next = options.Enabled ? clock.GetUtcNow() : DateTimeOffset.MaxValue;
        this.RegisterGrainTimer(static (grain, stop) => grain.TickAsync(stop), this, new GrainTimerCreationOptions { DueTime = second, Period = second, Interleave = true });
        return Task.CompletedTask;
    }

    public Task<VerifyStatus> Status() => Task.FromResult(new VerifyStatus(_walk?.Read(), _last));

    public Task<VerifyStatus> Start()
    {
        _walk ??= new VerifyWalk(clock.GetUtcNow());
        return Status();
    }

    public async Task<VerifyPass> Check(EntityKey entity)
    {
        var walk = new VerifyWalk(clock.GetUtcNow());
        await VerifyAsync(walk, entity, wake: true, CancellationToken.None);
        return walk.Read(clock.GetUtcNow());
    }

    public Task Ensure() => Task.CompletedTask;

    private async Task TickAsync(CancellationToken stop)
    {
        if (_walk is null && clock.GetUtcNow() >= _next) _walk = new VerifyWalk(clock.GetUtcNow());
        if (_walk is not { } walk) return;
        try
        {
            if (await _stretch.WalkAsync(walk, entity => VerifyAsync(walk, entity, wake: false, stop), stop)) Finish(walk);
        }
        catch (JournalUnavailableException e)
        {
            LogUnavailable(e);
        }
    }

    private async Task VerifyAsync(VerifyWalk walk, EntityKey entity, bool wake, CancellationToken stop)
    {
        try
        {
            var result = await desk.VerifyAsync(entity, await LiveAsync(entity, wake), stop);
            walk.Add(result);
            if (result.Finding is not { } finding) return;
            LogFound(finding.Entity, finding.Version, finding.Reason.Code);
            await cases.OpenAsync(finding);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            walk.Fail();
            LogFailed(e, entity);
        }
    }

    // What is damaged cannot be loaded, so nobody believes anything of it: what is stored tells why.
    private async Task<LiveSums?> LiveAsync(EntityKey entity, bool wake)
    {
        try
        {
            return await live.ReadAsync(entity, wake);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogNotLive(e, entity);
            return null;
        }
    }

    private void Finish(VerifyWalk walk)
    {
        var now = clock.GetUtcNow();
        _last = walk.Read(now);
        _walk = null;
        _next = options.Enabled ? now + TimeSpan.FromMinutes(options.PauseMinutes) : DateTimeOffset.MaxValue;
        VerifyInstruments.OnPass(now - _last.StartedAt);
        LogFinished(_last.Entities, _last.Records, _last.Found, _last.Failed);
    }

    [LoggerMessage(4301, LogLevel.Error, "{Entity} does not fit from version {Version} on: {Code}")]
    private partial void LogFound(EntityKey entity, long version, string code);

    [LoggerMessage(4302, LogLevel.Warning, "{Entity} could not be verified")]
    private partial void LogFailed(Exception e, EntityKey entity);

    [LoggerMessage(4306, LogLevel.Warning, "{Entity} does not say what it believes; only what is stored of it is verified")]
    private partial void LogNotLive(Exception e, EntityKey entity);

    [LoggerMessage(4303, LogLevel.Information, "Verified {Entities} entities with {Records} records: {Found} findings, {Failed} could not be read")]
    private partial void LogFinished(long entities, long records, long found, long failed);

    [LoggerMessage(4304, LogLevel.Warning, "The journal cannot be read; verification goes on later")]
    private partial void LogUnavailable(Exception e);
}

using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Sync.Contracts;
using Sync.Journal.Storage;
using Sync.Journal.Telemetry;

namespace Sync.Journal.Writing;

/// <summary>Commits what it takes from the desk: one transaction in flight, which holds whatever queued meanwhile.</summary>
internal sealed partial class JournalWriter(CommitDesk<AppendRequest> desk, CommitSignal commits, JournalInstruments instruments, TimeProvider time, ILogger logger)
{
    private readonly CommitTurn<AppendRequest> _turn = new();
    private ICommitter? _committer;
    private Task? _loop;

    public void Start(ICommitter committer, TaskScheduler scheduler)
    {
        _committer = committer;

        // The loop serves everybody: it must not carry the trace or the request of whoever happened to start it.
        using var flow = ExecutionContext.SuppressFlow();
        _loop = Task.Factory.StartNew(RunAsync, CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler).Unwrap();
    }

    /// <summary>Completes when the desk is closed and everything that waited is answered.</summary>
    public async Task EndAsync()
    {
        if (_loop is { } loop) await loop;
        if (_committer is { } committer) await committer.DisposeAsync();
    }

    private async Task RunAsync()
    {
        while (await desk.TakeAsync(_turn))
        {
            try
            {
                await WorkAsync(_turn.Items);
            }
            catch (Exception e)
            {
                foreach (var item in _turn.Items) item.Fail(e);
            }
        }
    }

    private async Task WorkAsync(List<AppendRequest> taken)
    {
        while (taken.Count > 0)
        {
            var groups = CommitBatch.Form(taken, time.GetUtcNow());
            if (groups.Count > 0) await CommitAsync(groups);
        }
    }

    private async Task CommitAsync(List<CommitGroup> groups)
    {
        var records = 0;
        foreach (var group in groups) records += group.Records.Length;
        using var activity = instruments.StartCommit(groups, records);
        var started = time.GetTimestamp();
        var outcome = await TryCommitAsync(groups);
        instruments.OnCommitted(time.GetElapsedTime(started), records, outcome);
        if (outcome == CommitOutcome.Committed) commits.Announce();
        else activity?.SetStatus(ActivityStatusCode.Error, outcome);
        foreach (var group in groups)
        {
            if (group.Failure is JournalFencedException) LogFenced(group.Entity, group.Records[0].Version);
            group.Answer();
        }
    }

    private async Task<string> TryCommitAsync(List<CommitGroup> groups)
    {
        try
        {
            await _committer!.CommitAsync(groups);
            return CommitOutcome.Committed;
        }
        catch (Exception e)
        {
            var failure = e is JournalUnavailableException or OutcomeUnknownException
                ? e
                : new OutcomeUnknownException("the commit failed in a way that was not foreseen: send the same update again", e);
            foreach (var group in groups) group.Failure ??= failure;
            LogFailed(failure, groups.Count);
            return failure is JournalUnavailableException ? CommitOutcome.Unavailable : CommitOutcome.Unknown;
        }
    }
}

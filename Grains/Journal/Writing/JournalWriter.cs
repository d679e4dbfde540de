using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Sync.Contracts;
using Sync.Journal.Storage;
using Sync.Journal.Telemetry;

namespace Sync.Journal.Writing;

/// <summary>Appends for the entities that belong to it: one transaction in flight, which holds whatever queued meanwhile.</summary>
internal sealed partial class JournalWriter
{
    private readonly BatchLoop<AppendRequest> _loop;
    private readonly CommitSignal _commits;
    private readonly JournalInstruments _instruments;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private ICommitter? _committer;

    public JournalWriter(JournalOptions options, CommitSignal commits, JournalInstruments instruments, TimeProvider time, ILogger logger)
    {
        _loop = new BatchLoop<AppendRequest>(options.QueueLimit, options.BatchLimit, WorkAsync);
        _commits = commits;
        _instruments = instruments;
        _time = time;
        _logger = logger;
    }

    public DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>Records that wait.</summary>
    public int Waiting => _loop.Waiting;

    public Exception? Offer(AppendRequest request) => _loop.Offer(request);

    public void Start(ICommitter committer, TaskScheduler scheduler)
    {
        _committer = committer;
        _loop.Start(scheduler);
    }

    public async Task StopAsync()
    {
        await _loop.StopAsync();
        if (_committer is { } committer) await committer.DisposeAsync();
    }

    private async Task WorkAsync(List<AppendRequest> taken)
    {
        while (taken.Count > 0)
        {
            var groups = CommitBatch.Form(taken, Now);
            if (groups.Count > 0) await CommitAsync(groups);
        }
    }

    private async Task CommitAsync(List<CommitGroup> groups)
    {
        var records = 0;
        foreach (var group in groups) records += group.Records.Length;
        using var activity = _instruments.StartCommit(groups, records);
        var started = _time.GetTimestamp();
        var outcome = await TryCommitAsync(groups);
        _instruments.OnCommitted(_time.GetElapsedTime(started), records, outcome);
        if (outcome == CommitOutcome.Committed) _commits.Announce();
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

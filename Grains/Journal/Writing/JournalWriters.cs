using Microsoft.Extensions.Logging;
using Sync.Journal.Storage;
using Sync.Journal.Telemetry;

namespace Sync.Journal.Writing;

/// <summary>The writers of this process, and as many queues for them. Thread-safe.</summary>
internal sealed class JournalWriters
{
    private readonly CommitDesk<AppendRequest> _desk;
    private readonly AppendQueue[] _queues;
    private readonly JournalWriter[] _writers;

    /// <param name="count">How many; one for a store that has a thread of its own.</param>
    /// <param name="options">The limits.</param>
    /// <param name="commits">Told of every commit.</param>
    /// <param name="instruments">Told of every commit too.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">For what fails.</param>
    /// <param name="few">So many records one writer takes by itself.</param>
    public JournalWriters(
        int count, JournalOptions options, CommitSignal commits, JournalInstruments instruments, TimeProvider time, ILogger<JournalWriter> logger,
        int few = CommitDesk<AppendRequest>.Few)
    {
        _desk = new CommitDesk<AppendRequest>(count, options.QueueLimit, options.BatchLimit, few, time);
        _queues = [.. Enumerable.Range(0, count).Select(queue => new AppendQueue(_desk, queue, time))];
        _writers = [.. Enumerable.Range(0, count).Select(_ => new JournalWriter(_desk, commits, instruments, time, logger))];
    }

    public int Count => _writers.Length;

    /// <summary>Records that wait.</summary>
    public int Waiting => _queues.Sum(static queue => queue.Waiting);

    /// <summary>The queue of a lane group, for ever the same: of many records each writer takes those of few partitions.</summary>
    public AppendQueue Of(int laneGroup) => _queues[laneGroup % _queues.Length];

    /// <param name="committer">Called once for each writer.</param>
    /// <param name="scheduler">Where they run.</param>
    public void Start(Func<ICommitter> committer, TaskScheduler scheduler)
    {
        foreach (var writer in _writers) writer.Start(committer(), scheduler);
    }

    /// <summary>Takes nothing more, and completes when everything that waited is answered.</summary>
    public async Task StopAsync()
    {
        _desk.Close();
        await Task.WhenAll(_writers.Select(static writer => writer.EndAsync()));

        // Writers that were never started have left it all.
        foreach (var request in _desk.Drain()) request.Fail(QueueRefusal.Stopped());
    }
}

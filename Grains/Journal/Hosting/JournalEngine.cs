using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sync.Journal.Auditing;
using Sync.Journal.Entities;
using Sync.Journal.Storage;
using Sync.Journal.Telemetry;
using Sync.Journal.Writing;

namespace Sync.Journal.Hosting;

/// <summary>One running journal: a store, the writers and the loops around it.</summary>
internal sealed partial class JournalEngine
{
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly JournalWriters _writers;
    private readonly ILogger _logger;
    private readonly bool _readOnly;
    private readonly bool _shared;
    private readonly CancellationTokenSource _stopRelay = new();
    private Task _relay = Task.CompletedTask;

    public JournalEngine(IOptions<JournalOptions> options, IStore store, IMeterFactory meters, TimeProvider time, ILoggerFactory logs)
    {
        Store = store;
        LaneCount = options.Value.Lanes;
        Commits = new CommitSignal(time);
        Snapshots = new SnapshotQueue(logs.CreateLogger<SnapshotQueue>());
        _logger = logs.CreateLogger<JournalEngine>();
        _readOnly = options.Value.ReadOnly;
        _shared = options.Value.Shared;
        var instruments = new JournalInstruments(meters, store.Name);
        _writers = new JournalWriters(store.Writers, options.Value, Commits, instruments, time, logs.CreateLogger<JournalWriter>());
        instruments.ObserveQueue(() => _writers.Waiting);
    }

    public IStore Store { get; }

    public int LaneCount { get; }

    public CommitSignal Commits { get; }

    public HeadConfirmer Heads { get; } = new();

    public EntityLoads Loads { get; } = new();

    public ChainTail Tail { get; } = new();

    public SnapshotQueue Snapshots { get; }

    public LaneSaver Lanes { get; } = new();

    /// <summary>Completes when the store may be used.</summary>
    public Task Started => _started.Task;

    /// <summary>Where the appends of the entities of a lane wait, for ever the same.</summary>
    public AppendQueue QueueOf(int lane) => _writers.Of(LaneGroups.Of(lane));

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Store.OpenAsync(cancellationToken);
        }
        catch (Exception e)
        {
            _started.TrySetException(new JournalUnavailableException("the journal could not be opened", e));
            _ = _started.Task.Exception; // Observed: whoever waits hears of it, and the host hears the cause itself.
            throw;
        }

        if (!_readOnly) StartWriters();
        Heads.Start(Store.Entities);
        Loads.Start(Store.Entities);
        if (_shared) _relay = Task.Run(() => Store.RelayAsync(Commits, _stopRelay.Token), CancellationToken.None);
        _started.TrySetResult();
        LogStarted(Store.Name, _writers.Count, LaneCount);
    }

    private void StartWriters()
    {
        _writers.Start(Store.CreateCommitter, Store.WriteScheduler);
        Snapshots.Start(Store.Snapshots, Store.WriteScheduler);
        Lanes.Start(Store.Lanes, Store.WriteScheduler);
    }

    /// <summary>Takes nothing more and completes when everything queued is durable or refused.</summary>
    public async Task StopAsync()
    {
        await _writers.StopAsync();
        await Task.WhenAll(Lanes.StopAsync(), Snapshots.StopAsync(), Heads.StopAsync(), Loads.StopAsync());
        await _stopRelay.CancelAsync();
        await _relay;
        await Store.DisposeAsync();
        LogStopped();
    }

    [LoggerMessage(EventId = 2021, Level = LogLevel.Information, Message = "The journal is open: {Storage}, {Writers} writers, {Lanes} lanes")]
    private partial void LogStarted(string storage, int writers, int lanes);

    [LoggerMessage(EventId = 2022, Level = LogLevel.Information, Message = "The journal is closed")]
    private partial void LogStopped();
}

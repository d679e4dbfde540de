using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sync.Contracts;
using Sync.Journal;

namespace Sync.Grains.Feed;

/// <summary>The one scan of the journal in this process: keeps the newest records of every lane in memory and gives them to whoever follows.
/// Whoever is further behind reads from the journal. Thread-safe.</summary>
internal sealed partial class FeedHub : BackgroundService
{
    /// <summary>How long it is known of a record that it was there: a view that has been offered it takes it within a few turns, and until then is behind.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(100);

    /// <summary>Looks that bring something while a record is fresh at least: where the process stood still, so did those who follow.</summary>
    private const int FreshLooks = 4;

    /// <summary>How long a record waits for a lane that is busy. One that stands still must not fill the memory: it reads from the journal when it goes on.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly IFeedStore _store;
    private readonly FeedOptions _options;
    private readonly ILogger<FeedHub> _logger;
    private readonly Lock _lock = new();
    private readonly LaneBuffer[] _lanes;
    private readonly Queue<(int Lane, long At)> _kept = new();
    private readonly Queue<(int Lane, long At, long Look)> _known = new();
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TimeProvider _clock;
    private FeedPosition _scanned;
    private long _look;
    private DateTimeOffset _asOf;

    public FeedHub(IFeedStore store, IJournal journal, FeedOptions options, TimeProvider clock, ILogger<FeedHub> logger)
    {
        _clock = clock;
        _asOf = clock.GetUtcNow();
        _store = store;
        _options = options;
        _logger = logger;
        _lanes = new LaneBuffer[journal.LaneCount];
        for (var i = 0; i < _lanes.Length; i++) _lanes[i] = new LaneBuffer();
    }

    public int LaneCount => _lanes.Length;

    /// <summary>Records of one lane after a position, oldest first.</summary>
    public async Task<FeedSlice> ReadAsync(int lane, FeedPosition after, int max, CancellationToken cancellationToken = default)
    {
        await _started.Task.WaitAsync(cancellationToken);
        FeedPosition scanned;
        lock (_lock)
        {
            var buffer = _lanes[lane];
            if (after >= buffer.From) return buffer.Read(after, max, _scanned);
            scanned = _scanned;
        }

        // A store may say no more than where the lane's own newest record stands. What was scanned before lies below the horizon of this read.
        var slice = await _store.ReadLaneAsync(lane, after, max, cancellationToken);
        return slice.Records.Length < max && scanned > slice.UpTo ? slice with { UpTo = scanned } : slice;
    }

    /// <summary>Begins to keep in memory what a reader of a lane has not taken, for a while; until the mark is disposed.</summary>
    public LaneMark Mark(int lane, FeedPosition position)
    {
        lock (_lock) return _lanes[lane].Mark(_lock, position);
    }

    /// <summary>The newest position of the whole journal, read now.</summary>
    public Task<FeedPosition> JournalHeadAsync(CancellationToken cancellationToken = default) => _store.HeadAsync(cancellationToken);

    /// <summary>Everything of a lane after this position, up to what was scanned, is in memory.</summary>
    public FeedPosition From(int lane)
    {
        lock (_lock) return _lanes[lane].From;
    }

    /// <summary>Of everything of a lane after this position, up to what was scanned, this process knows that it is there.</summary>
    public FeedPosition KnownFrom(int lane)
    {
        lock (_lock) return _lanes[lane].KnownFrom;
    }

    /// <summary>Completes when the lane has a record after the position.</summary>
    public Task WhenMovedBeyond(int lane, FeedPosition after)
    {
        lock (_lock) return _lanes[lane].WhenMovedBeyond(after);
    }

    /// <summary>The position of the newest record of a lane that this process has seen.</summary>
    public FeedPosition Head(int lane)
    {
        lock (_lock) return _lanes[lane].Last;
    }

    /// <summary>The newest position that this process has scanned.</summary>
    public FeedPosition Scanned
    {
        get
        {
            lock (_lock) return _scanned;
        }
    }

    /// <summary>The instant at which this process knew everything that was committed. Looking again is due within the poll interval.</summary>
    public DateTimeOffset AsOf
    {
        get
        {
            lock (_lock) return _asOf;
        }
    }

    /// <summary>How old what this process knows may be while all is well.</summary>
    public TimeSpan Slack => TimeSpan.FromMilliseconds(2 * _options.PollMilliseconds);

    /// <summary>When the oldest record of a lane was recorded that is after a position and passes the filter; null when this process knows of none.</summary>
    public DateTimeOffset? OldestAfter(int lane, FeedPosition after, ChangeFilter filter)
    {
        lock (_lock) return _lanes[lane].OldestAfter(after, filter);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => ScanAllAsync(stoppingToken);

    /// <summary>Scans until it is stopped.</summary>
    internal async Task ScanAllAsync(CancellationToken stoppingToken)
    {
        var poll = TimeSpan.FromMilliseconds(_options.PollMilliseconds);
        var pace = new FeedPace(_options.ScanMilliseconds, _options.ScanRecords, _clock);
        Task? commit = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // The wait begins before the scan: a commit in between is not missed.
                if (commit is null || commit.IsCompleted) commit = _store.WaitForCommitAsync(poll, stoppingToken);
                if (!_started.Task.IsCompleted) await StartAtHeadAsync(stoppingToken);
                var taken = await ScanAsync(stoppingToken);
                if (taken == 0) await commit;
                pace.OnTaken(taken);
                await pace.WaitAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                ScanFailed(e);
                await _store.WaitForCommitAsync(poll, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            }
        }
    }

    private async Task StartAtHeadAsync(CancellationToken cancellationToken)
    {
        var head = await _store.HeadAsync(cancellationToken);
        lock (_lock)
        {
            _scanned = head;
            foreach (var lane in _lanes) lane.StartAt(head);
        }

        _started.TrySetResult();
    }

    private async Task<int> ScanAsync(CancellationToken cancellationToken)
    {
        var now = _clock.GetUtcNow();
        var slice = await _store.ReadAsync(_scanned, _options.ScanRecords, cancellationToken);
        var scannedAt = _clock.GetTimestamp();
        lock (_lock)
        {
            if (slice.Records.Length < _options.ScanRecords) _asOf = now;
            if (!slice.Records.IsEmpty) _look++;
            foreach (var record in slice.Records)
            {
                var lane = record.Record.Entity.Lane(_lanes.Length);
                _lanes[lane].Add(record);
                _kept.Enqueue((lane, scannedAt));
                _known.Enqueue((lane, scannedAt, _look));
            }

            while (_kept.TryPeek(out var kept) && IsSpent(kept.Lane, kept.At)) _lanes[_kept.Dequeue().Lane].DropOldest();
            while (_known.Count > _kept.Count && IsStale(_known.Peek())) _lanes[_known.Dequeue().Lane].ForgetOldest();
            _scanned = slice.UpTo;
        }

        return slice.Records.Length;
    }

    /// <summary>True when the oldest record in memory need not stay: those who follow have taken it, or had the time to, or there is no room for it.
    /// What stays longer survives collections for nothing.</summary>
    private bool IsSpent(int lane, long at) => _kept.Count > _options.BufferRecords || _lanes[lane].IsOldestTaken || _clock.GetElapsedTime(at) > Patience;

    private bool IsStale((int Lane, long At, long Look) oldest) =>
        _known.Count > _options.BufferRecords || (_look - oldest.Look >= FreshLooks && _clock.GetElapsedTime(oldest.At) > Fresh);

    [LoggerMessage(4001, LogLevel.Warning, "The journal could not be scanned; trying again")]
    private partial void ScanFailed(Exception e);
}

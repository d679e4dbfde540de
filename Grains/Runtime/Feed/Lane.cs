using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Sync.Contracts;
using Sync.Journal;

namespace Sync.Grains.Feed;

/// <summary>One lane's work without the actor framework: offers, flows, due work, position. Used on one scheduler.</summary>
internal sealed partial class Lane(int number, FeedHub hub, ILaneStore store, FlowRunner flows, TimeProvider clock, FeedOptions options, ILogger logger)
{
    private readonly LaneOffers _offers = new(number);
    private readonly DueDesk _due = new(number, store, flows, clock);
    private FeedPosition _position;
    private FeedPosition _saved;
    private long _savedAt;
    private string? _lastError;

    public LaneOffers Offers => _offers;

    public LaneStatus Status
    {
        get
        {
            var oldest = hub.FirstAfter(number, _position, ChangeFilter.All);
            var behind = oldest is null ? 0 : (long)(clock.GetUtcNow() - oldest.RecordedAt).TotalMilliseconds;
            var head = hub.Head(number);
            return new LaneStatus(number, _position, head > _position ? head : _position, Math.Max(0, behind), _lastError);
        }
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var failures = 0;
        var started = false;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                if (!started) await StartAsync(cancellationToken);
                started = true;
                await StepAsync(cancellationToken);
                failures = 0;
                _lastError = null;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                _lastError = e.Message;
                if (failures++ == 0) LaneFailed(number, e);
                await Task.Delay(Backoff(failures), clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            }
        }
    }

    /// <summary>Makes the position durable, as far as it has come.</summary>
    public async Task SaveAsync(ImmutableArray<DueWork> due, CancellationToken cancellationToken)
    {
        _offers.Flush();
        if (_position == _saved && due.IsEmpty) return;
        var position = _position;
        await store.SaveAsync(new LaneProgress(number, position, due), cancellationToken);
        _saved = position;
        _savedAt = clock.GetTimestamp();
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        _position = _saved = await store.ReadPositionAsync(number, cancellationToken);
        await _due.StartAsync(cancellationToken);
        _offers.Announce(_position);
    }

    private async Task StepAsync(CancellationToken cancellationToken)
    {
        var moved = hub.WhenMovedBeyond(number, _position);
        var slice = await hub.ReadAsync(number, _position, options.PageRecords, cancellationToken);
        if (slice.UpTo > _position)
        {
            _offers.Offer(_position, slice);
            var due = await flows.RunAsync(slice.Records, cancellationToken);
            _position = slice.UpTo;
            if (!due.IsEmpty || SaveIsDue) await SaveAsync(due, cancellationToken);
            _due.Expect(due);
        }

        await _due.RunAsync(cancellationToken);
        _offers.Retry(_position);
        if (slice.Records.Length == 0) await IdleAsync(moved, cancellationToken);
    }

    private async Task IdleAsync(Task moved, CancellationToken cancellationToken)
    {
        if (_position != _saved && SaveIsDue) await SaveAsync([], cancellationToken);
        var wait = _position != _saved || _offers.HasFailed ? TimeSpan.FromMilliseconds(options.SaveMilliseconds + 1) : _due.NextIn(TimeSpan.FromSeconds(30));
        try
        {
            await moved.WaitAsync(wait, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            // Nothing came: due work, saving and offers have their turn.
        }
    }

    private bool SaveIsDue => clock.GetElapsedTime(_savedAt).TotalMilliseconds >= options.SaveMilliseconds;

    private static TimeSpan Backoff(int failures) => TimeSpan.FromMilliseconds(Math.Min(10_000, 100 * Math.Pow(2, Math.Min(failures, 8))));

    [LoggerMessage(4101, LogLevel.Warning, "Lane {Lane} stands still; trying again")]
    private partial void LaneFailed(int lane, Exception e);
}

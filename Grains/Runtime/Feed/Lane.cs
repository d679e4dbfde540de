using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Sync.Contracts;
using Sync.Grains.Telemetry;
using Sync.Journal;

namespace Sync.Grains.Feed;

/// <summary>One lane's work without the actor framework: offers on one side; flows, due work and position on the other, so that a follow-up that
/// cannot be placed holds up no consumer. Used on one scheduler.</summary>
internal sealed partial class Lane(int number, FeedHub hub, ILaneStore store, FlowRunner flows, TimeProvider clock, FeedOptions options, ILogger logger)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
    private readonly LaneOffers _offers = new(number);
    private readonly DueDesk _due = new(number, store, flows, clock);
    private readonly FeedPace _offerPace = new(options.TurnMilliseconds, options.PageRecords, clock);
    private readonly FeedPace _flowPace = new(options.TurnMilliseconds, options.PageRecords, clock);
    private FeedPosition _position;
    private FeedPosition _saved;
    private Task _saving = Task.CompletedTask;
    private long _savedAt;
    private long _flushedAt;
    private string? _offerError;
    private string? _flowError;

    public LaneOffers Offers => _offers;

    public LaneStatus Status
    {
        get
        {
            var oldest = hub.OldestAfter(number, _position, ChangeFilter.All);
            var behind = oldest is { } since ? (long)(clock.GetUtcNow() - since).TotalMilliseconds : 0;
            var head = hub.Head(number);
            return new LaneStatus(number, _position, head > _position ? head : _position, Math.Max(0, behind), _flowError ?? _offerError);
        }
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var started = false;
        await KeepAsync(
            async stop =>
            {
                await StartAsync(stop);
                started = true;
            },
            e => _flowError = e,
            () => started,
            cancellationToken);
        using var offered = hub.Mark(number, _position);
        using var flowed = hub.Mark(number, _position);
        await Task.WhenAll(
            KeepAsync(stop => OfferAsync(offered, stop), e => _offerError = e, static () => false, cancellationToken),
            KeepAsync(stop => FlowAsync(flowed, stop), e => _flowError = e, static () => false, cancellationToken));
    }

    /// <summary>Makes the position durable, as far as it has come.</summary>
    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        await SavedAsync();
        if (_position != _saved) await SaveAsync(_position, [], cancellationToken);
    }

    private async Task KeepAsync(Func<CancellationToken, Task> step, Action<string?> report, Func<bool> isDone, CancellationToken cancellationToken)
    {
        var failures = 0;
        while (!cancellationToken.IsCancellationRequested && !isDone())
        {
            try
            {
                await step(cancellationToken);
                failures = 0;
                report(null);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                report(e.Message);
                if (failures++ == 0) LaneFailed(number, e);
                await Task.Delay(Backoff(failures), clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            }
        }
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        _position = _saved = await store.ReadPositionAsync(number, cancellationToken);
        await _due.StartAsync(cancellationToken);
        _offers.Announce(_position);
    }

    private async Task OfferAsync(LaneMark mark, CancellationToken cancellationToken)
    {
        await _offerPace.WaitAsync(cancellationToken);
        var moved = hub.WhenMovedBeyond(number, _offers.Position);
        var slice = await hub.ReadAsync(number, _offers.Position, options.PageRecords, cancellationToken);
        _offerPace.OnTaken(slice.Records.Length);
        if (slice.UpTo > _offers.Position) _offers.Offer(slice);
        mark.Take(_offers.Position);
        if (IsTime(_flushedAt))
        {
            _offers.Flush();
            _offers.Retry();
            _flushedAt = clock.GetTimestamp();
        }

        if (slice.Records.IsEmpty) await WaitAsync(moved, _offers.IsOpen || _offers.HasUnflushed ? SaveInterval : LongestWait, cancellationToken);
    }

    private async Task FlowAsync(LaneMark mark, CancellationToken cancellationToken)
    {
        await _flowPace.WaitAsync(cancellationToken);
        var moved = hub.WhenMovedBeyond(number, _position);
        var slice = await hub.ReadAsync(number, _position, options.PageRecords, cancellationToken);
        _flowPace.OnTaken(slice.Records.Length);
        var due = await flows.RunAsync(slice.Records, e => _flowError = e, cancellationToken);

        // Due work is not on record anywhere before it is saved: until then, the lane has not come further.
        if (!due.IsEmpty)
        {
            await SavedAsync();
            await SaveAsync(slice.UpTo, due, cancellationToken);
        }

        _position = slice.UpTo;
        mark.Take(_position);
        if (slice.Records is [var oldest, ..]) FeedInstruments.OnDone(clock.GetUtcNow() - oldest.Record.RecordedAt);
        _due.Expect(due);
        if (Slot(clock.GetTimestamp()) != Slot(_savedAt) && _saving.IsCompleted)
        {
            // Not waited for: a store that is busy writing must not put the lane behind. What is not saved is done once more after a crash, and known then.
            await SavedAsync();
            _saving = SaveAsync(cancellationToken);
        }

        await _due.RunAsync(e => _flowError = e, cancellationToken);
        if (slice.Records.IsEmpty) await WaitAsync(moved, _due.NextIn(_position == _saved ? LongestWait : SaveInterval), cancellationToken);
    }

    private async Task SaveAsync(FeedPosition position, ImmutableArray<DueWork> due, CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        await store.SaveAsync(new LaneProgress(number, position, due), cancellationToken);
        (_saved, _savedAt) = (position, began);
    }

    // Where nothing comes, due work, saving and offers have their turn. That is no failure, and nothing is thrown: every lane is here many times a second.
    private async Task WaitAsync(Task moved, TimeSpan atMost, CancellationToken cancellationToken)
    {
        await moved.WaitAsync(atMost, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Completes when a save that is under way has ended; it fails once where that one failed.</summary>
    private Task SavedAsync()
    {
        var saving = _saving;
        _saving = Task.CompletedTask;
        return saving;
    }

    private TimeSpan SaveInterval => TimeSpan.FromMilliseconds(options.SaveMilliseconds + 1);

    // Slots begin at the same instant for every lane of the process: lanes that save together do so in one transaction, and each transaction beside those of the
    // writers is a gap between them into which the feed has to look.
    private long Slot(long timestamp) => (long)(timestamp * 1000.0 / clock.TimestampFrequency / Math.Max(1, options.SaveMilliseconds));

    private bool IsTime(long since) => clock.GetElapsedTime(since).TotalMilliseconds >= options.SaveMilliseconds;

    private static TimeSpan Backoff(int failures) => TimeSpan.FromMilliseconds(Math.Min(10_000, 100 * Math.Pow(2, Math.Min(failures, 8))));

    [LoggerMessage(4101, LogLevel.Warning, "Lane {Lane} stands still; trying again")]
    private partial void LaneFailed(int lane, Exception e);
}

using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Sync.Contracts;
using Sync.Grains.Feed;

namespace Sync.Grains.Subscriptions;

/// <summary>Delivers what a subscription took from the feed: in order for each key, keys side by side, until each change is confirmed, or its key
/// is parked for an operator. Used on one scheduler.</summary>
internal sealed partial class Subscriber
{
    private readonly IPersistentState<SubscriptionState> _state;
    private readonly Func<Task> _save;
    private readonly SubscriberServices _services;
    private readonly DeliveryBook _book;
    private readonly FeedFollower _follower;
    private readonly Backoff _backoff;
    private readonly ParkedKeys _parked;
    private readonly CancellationTokenSource _stop = new();
    private long _savedAt;
    private Task _saving = Task.CompletedTask;
    private bool _caseOpened;
    private long _delivered;
    private string? _lastError;

    public Subscriber(SubscriptionProfile profile, IPersistentState<SubscriptionState> state, Func<Task> save, SubscriberServices services)
    {
        Profile = profile;
        _state = state;
        _save = save;
        _services = services;
        _backoff = new Backoff(services.Options, services.Clock);
        _book = new DeliveryBook(services.Hub.LaneCount);
        _parked = new ParkedKeys(state.State.Parked, services.Journal);
        _follower = new FeedFollower(services.Hub, profile.Filter, services.Clock, Take, () => _book.Pending < services.Options.PendingLimit, _stop.Token);
        for (var lane = 0; lane < services.Hub.LaneCount; lane++)
        {
            var cursor = state.State.Cursors.GetValueOrDefault(lane, state.State.Begin);
            _follower.StartAt(lane, cursor);
            _book.StartAt(lane, cursor);
        }
    }

    public SubscriptionProfile Profile { get; private set; }

    /// <summary>Goes on with a changed profile. Whatever was wrong with the old target says nothing about the new one.</summary>
    public void Change(SubscriptionProfile profile)
    {
        Profile = profile;
        _backoff.Succeeded();
        _book.Hurry();
        Pump();
    }

    public void Offer(FeedPage page)
    {
        _follower.Offer(page);
        Pump();
    }

    /// <summary>Whatever time brings: retries, room for gaps, saving.</summary>
    public async Task TickAsync(CancellationToken cancellationToken)
    {
        _follower.CatchUp();
        Pump();
        if (_services.Clock.GetElapsedTime(_savedAt).TotalMilliseconds >= _services.Options.SaveMilliseconds) await SaveAsync();
        await OpenCaseIfFailingAsync();
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await SaveAsync();
    }

    /// <summary>Sends parked keys again.</summary>
    public int Resume(EntityKey? key)
    {
        var keys = _parked.Find(key);
        foreach (var parked in keys) _ = ReplayAsync(parked);
        return keys.Length;
    }

    public async Task<SubscriptionStatus> StatusAsync()
    {
        var journal = await _services.Feed.HeadAsync();
        var missing = _follower.OldestMissing();
        var oldest = _book.Oldest is { } pending && (missing is null || pending.RecordedAt < missing.RecordedAt) ? pending : missing;
        var behind = oldest is null ? 0 : Math.Max(0, (long)(_services.Clock.GetUtcNow() - oldest.RecordedAt).TotalMilliseconds);
        var caughtUp = oldest is null && _follower.IsJoined && _services.Hub.Scanned >= journal;
        var shown = Profile.Paused ? "paused" : _backoff.IsFailing ? "retrying" : _follower.IsJoined ? "delivering" : "catching-up";
        return new SubscriptionStatus(
            Profile.Id, Profile.Url, Profile.Filter, Profile.Paused, shown, _delivered, _book.Pending, behind, caughtUp,
            [.. _state.State.Parked.Values], _lastError ?? _follower.LastError);
    }

    private void Take(int lane, FeedRecord record)
    {
        if (_parked.Covers(record.Record)) _book.Skip(lane, record);
        else _book.Take(lane, record);
    }

    private void Pump()
    {
        if (Profile.Paused || _stop.IsCancellationRequested) return;
        var now = _services.Clock.GetUtcNow();
        if (_backoff.Until > now) return;
        var limit = _backoff.IsFailing ? 1 : Profile.MaxInFlight;
        while (_book.InFlight < limit && _book.TryStart(now) is { } change) _ = DeliverAsync(change);
    }

    private async Task DeliverAsync(JournalRecord change)
    {
        var outcome = await SendAsync(change);
        switch (outcome)
        {
            case DeliveryOutcome.Confirmed:
                _book.Confirm(change.Entity);
                break;
            case DeliveryOutcome.Refused refused:
                await ParkAsync(change, refused.Error);
                break;
            default:
                _book.Postpone(change.Entity, attempts => _services.Clock.GetUtcNow() + _backoff.Wait(attempts));
                break;
        }

        _follower.CatchUp();
        Pump();
    }

    private async Task<DeliveryOutcome> SendAsync(JournalRecord change)
    {
        DeliveryOutcome outcome;
        try
        {
            outcome = await _services.Sender.SendAsync(Profile, change, _stop.Token);
        }
        catch (Exception e)
        {
            outcome = new DeliveryOutcome.Failed(e.Message);
        }

        switch (outcome)
        {
            case DeliveryOutcome.Confirmed:
                _delivered++;
                _lastError = null;
                _backoff.Succeeded();
                _caseOpened = false;
                break;
            case DeliveryOutcome.Refused:
                _backoff.Succeeded();
                break;
            case DeliveryOutcome.Failed failed:
                _lastError = failed.Error;
                _backoff.Failed(failed.After);
                break;
            case DeliveryOutcome.Gone gone:
                _lastError = gone.Error;
                _backoff.Failed(null);
                await PauseAsync();
                break;
        }

        return outcome;
    }

    private async Task ParkAsync(JournalRecord change, string error)
    {
        _lastError = error;
        _parked.Park(change, error, _services.Clock.GetUtcNow());
        KeyParked(_services.Logger, Profile.Id, change.Entity.ToString());
        try
        {
            await SaveAsync();
            _book.Drop(change.Entity);
        }
        catch (Exception e)
        {
            // Not durable: the key stays in the book and the target is asked again.
            _parked.Forget(change.Entity);
            _lastError = e.Message;
            _book.Postpone(change.Entity, attempts => _services.Clock.GetUtcNow() + _backoff.Wait(attempts));
            return;
        }

        await OpenCaseAsync(ErrorCodes.DeliveryRefused.With($"subscription {Profile.Id} was refused {change.ChangeId}: {error}"), change.Entity);
    }

    private async Task ReplayAsync(ParkedKey parked)
    {
        await foreach (var change in _parked.ReplayAsync(parked, _stop.Token))
        {
            DeliveryOutcome outcome;
            while ((outcome = await SendAsync(change)) is DeliveryOutcome.Failed && !_stop.IsCancellationRequested)
                await Task.Delay(_backoff.Wait(1), _services.Clock, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            if (outcome is DeliveryOutcome.Confirmed) _parked.Delivered(change);
            else if (outcome is DeliveryOutcome.Refused refused) _parked.Park(change, refused.Error, _services.Clock.GetUtcNow());
            if (outcome is not DeliveryOutcome.Confirmed) break;
        }

        await SaveAsync();
    }

    private async Task PauseAsync()
    {
        Profile = Profile with { Paused = true };
        _state.State.Profile = Profile;
        await SaveAsync();
        await OpenCaseAsync(ErrorCodes.DeliveryFailing.With($"subscription {Profile.Id} was told that its target is gone; it is paused"), About);
    }

    private EntityKey About => new("subscription", Profile.Id);

    private async Task OpenCaseIfFailingAsync()
    {
        if (_caseOpened || _backoff.FailingSince is not { } since) return;
        if (_services.Clock.GetUtcNow() - since < TimeSpan.FromSeconds(_services.Options.CaseAfterSeconds)) return;
        _caseOpened = true;
        await OpenCaseAsync(ErrorCodes.DeliveryFailing.With($"subscription {Profile.Id} has not reached {Profile.Url.Host} since {since:O}: {_lastError}"), About);
    }

    private Task OpenCaseAsync(Refusal reason, EntityKey about) => SubscriptionCases.OpenAsync(_services, Profile.Id, reason, about);

    private async Task SaveAsync()
    {
        // One write at a time: each takes everything that has changed up to its start.
        while (!_saving.IsCompleted) await _saving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        _saving = WriteAsync();
        await _saving;
    }

    private async Task WriteAsync()
    {
        _savedAt = _services.Clock.GetTimestamp();
        var changed = _parked.TakeChanged();
        for (var lane = 0; lane < _services.Hub.LaneCount; lane++)
        {
            var cursor = _book.Cursor(lane, _follower.Taken[lane]);
            if (_state.State.Cursors.TryGetValue(lane, out var known) && known == cursor) continue;
            _state.State.Cursors[lane] = cursor;
            changed = true;
        }

        if (changed || _state.State.Profile != Profile) await _save();
    }

    [LoggerMessage(4401, LogLevel.Warning, "Subscription {Subscription} was refused a change of {Key}; the key waits for an operator")]
    private static partial void KeyParked(ILogger logger, string subscription, string key);
}

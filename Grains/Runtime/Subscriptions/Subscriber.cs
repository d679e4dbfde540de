using Microsoft.Extensions.Logging;
using Sync.Contracts;
using Sync.Grains.Feed;
using Sync.Journal;

namespace Sync.Grains.Subscriptions;

/// <summary>Delivers what a subscription took from the feed: in order for each key, keys side by side, until each change is confirmed, or its key
/// is parked for an operator. When its state cannot be stored it does nothing more: what is stored is the truth. Used on one scheduler.</summary>
internal sealed partial class Subscriber
{
    private readonly Func<SubscriptionState, Task> _write;
    private readonly SubscriberServices _services;
    private readonly FeedPosition _begin;
    private readonly DeliveryBook _book;
    private readonly FeedFollower _follower;
    private readonly Backoff _backoff;
    private readonly ParkedKeys _parked;
    private readonly SubscriptionCases _cases;
    private readonly SerialWrites _writes;
    private readonly Queue<EntityKey> _resumed = new();
    private readonly CancellationTokenSource _stop = new();
    private SubscriptionState _stored;
    private long _savedAt;
    private bool _pumping;
    private bool _replaying;
    private bool _reserved;
    private bool _caseOpened;
    private bool _closed;
    private long _delivered;
    private string? _lastError;

    public Subscriber(SubscriptionState stored, Func<SubscriptionState, Task> write, SubscriberServices services)
    {
        Profile = stored.Profile!;
        _stored = stored;
        _begin = stored.Begin;
        _write = write;
        _services = services;
        _backoff = new Backoff(services.Options, services.Clock);
        _book = new DeliveryBook(services.Hub.LaneCount);
        _parked = new ParkedKeys(stored.Parked, services.Journal);
        _cases = new SubscriptionCases(Profile.Id, services.Grains);
        _writes = new SerialWrites(WriteAsync);
        _follower = new FeedFollower(services.Hub, Profile.Filter, services.Clock, Take, () => _book.Pending < services.Options.PendingLimit, _stop.Token);
        for (var lane = 0; lane < services.Hub.LaneCount; lane++)
        {
            var cursor = stored.Cursors.GetValueOrDefault(lane, stored.Begin);
            _follower.StartAt(lane, cursor);
            _book.StartAt(lane, cursor);
        }
    }

    public SubscriptionProfile Profile { get; private set; }

    /// <summary>Begins to read what the journal has beyond the cursor. A refusal of which nobody may have been told is told again.</summary>
    public void Start()
    {
        foreach (var parked in _parked.All) _ = OpenCaseAsync(parked);
        _follower.CatchUp();
        Pump();
    }

    /// <summary>Goes on with a changed profile, once it is durable. Whatever was wrong with the old target says nothing about the new one.</summary>
    public async Task ChangeAsync(SubscriptionProfile profile)
    {
        Profile = profile;
        await _writes.SaveAsync();
        _backoff.Succeeded();
        _book.Hurry();
        Pump();
    }

    public void Offer(FeedPage page)
    {
        if (_stop.IsCancellationRequested) return;
        _follower.Offer(page);
        Pump();
    }

    /// <summary>Whatever time brings: retries, room for gaps, saving.</summary>
    public async Task TickAsync()
    {
        if (_stop.IsCancellationRequested) return;
        _follower.CatchUp();
        Pump();
        if (_services.Clock.GetElapsedTime(_savedAt).TotalMilliseconds >= _services.Options.SaveMilliseconds) await _writes.SaveAsync();
        await OpenCaseIfFailingAsync();
        await _cases.TryAsync();
    }

    /// <summary>Ends it, and makes durable how far it came.</summary>
    public async Task<SubscriptionState> StopAsync()
    {
        if (_stop.IsCancellationRequested) return _stored;
        await _stop.CancelAsync();
        await _writes.SaveAsync();
        _closed = true;
        return _stored;
    }

    /// <summary>Sends parked keys again, one key after the other.</summary>
    public int Resume(EntityKey? key)
    {
        if (_stop.IsCancellationRequested) return 0;
        var keys = _parked.Resume(key);
        foreach (var parked in keys) _resumed.Enqueue(parked);
        if (!_replaying) _ = ReplayAllAsync();
        return keys.Length;
    }

    public async Task<SubscriptionStatus> StatusAsync()
    {
        FeedPosition? journal = null;
        try
        {
            journal = await _services.Feed.HeadAsync();
        }
        catch (JournalUnavailableException e)
        {
            _lastError ??= e.Message;
        }

        var missing = _follower.OldestMissing();
        var oldest = _book.Oldest is { } pending && (missing is null || pending.RecordedAt < missing) ? pending.RecordedAt : missing;
        var behind = oldest is { } since ? Math.Max(0, (long)(_services.Clock.GetUtcNow() - since).TotalMilliseconds) : 0;
        var caughtUp = oldest is null && _follower.IsJoined && _services.Hub.Scanned >= journal;
        var shown = Profile.Paused ? "paused" : _backoff.IsFailing ? "retrying" : _follower.IsJoined ? "delivering" : "catching-up";
        return new SubscriptionStatus(
            Profile.Id, Profile.Url, Profile.Filter, Profile.Paused, shown, _delivered, _book.Pending, behind, caughtUp,
            _parked.All, _lastError ?? _follower.LastError);
    }

    private int Limit => _backoff.IsFailing ? 1 : Profile.MaxInFlight;

    private bool MaySend => !Profile.Paused && !_stop.IsCancellationRequested && _backoff.Until <= _services.Clock.GetUtcNow();

    private void Take(int lane, FeedRecord record)
    {
        if (_parked.Covers(record.Record)) _book.Skip(lane, record);
        else _book.Take(lane, record);
    }

    private void Pump()
    {
        if (_pumping) return;
        _pumping = true;
        // A slot is kept while a parked key is sent again.
        while (MaySend && _book.InFlight < Limit - (_reserved ? 1 : 0) && _book.TryStart(_services.Clock.GetUtcNow()) is { } change) _ = DeliverAsync(change);
        _pumping = false;
    }

    private async Task DeliverAsync(JournalRecord change)
    {
        try
        {
            var outcome = await SendAsync(change);
            if (_stop.IsCancellationRequested) return;
            if (outcome is DeliveryOutcome.Confirmed) _book.Confirm(change.Entity);
            else if (outcome is DeliveryOutcome.Refused refused) await ParkAsync(change, refused.Error);
            else await PostponeAsync(change);
            if (outcome is DeliveryOutcome.Gone) await PauseAsync();
        }
        catch (Exception e)
        {
            // The state could not be stored; nothing is sent any more.
            _lastError = e.Message;
        }

        _follower.CatchUp();
        Pump();
    }

    private async Task<DeliveryOutcome> SendAsync(JournalRecord change)
    {
        var profile = Profile;
        DeliveryOutcome outcome;
        try
        {
            outcome = await _services.Sender.SendAsync(profile, change, _stop.Token);
            // The target that is gone is not the one that is meant by now.
            if (outcome is DeliveryOutcome.Gone old && profile.Url != Profile.Url) outcome = new DeliveryOutcome.Failed(old.Error);
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
                Reached();
                break;
            case DeliveryOutcome.Refused refused:
                _lastError = refused.Error;
                Reached();
                break;
            case DeliveryOutcome.Failed failed:
                _lastError = failed.Error;
                _backoff.Failed(failed.After);
                break;
            case DeliveryOutcome.Gone gone:
                _lastError = gone.Error;
                _backoff.Failed(null);
                break;
        }

        return outcome;
    }

    private void Reached()
    {
        _backoff.Succeeded();
        _caseOpened = false;
    }

    private async Task ParkAsync(JournalRecord change, string error)
    {
        var parked = _parked.Park(change, error, _services.Clock.GetUtcNow());
        KeyParked(_services.Logger, Profile.Id, change.Entity.ToString());
        await _writes.SaveAsync();
        _book.Drop(change.Entity);
        await OpenCaseAsync(parked);
    }

    private async Task PostponeAsync(JournalRecord change)
    {
        var now = _services.Clock.GetUtcNow();
        var since = _book.Postpone(change.Entity, now, _backoff.Wait);
        // One key that fails while others succeed does not age into silence either.
        if (_backoff.FailingSince <= since || now - since < CaseAfter) return;
        await OpenFailingCaseAsync(change.Entity, change.ChangeId, since);
    }

    private async Task PauseAsync()
    {
        Profile = Profile with { Paused = true };
        await _writes.SaveAsync();
        await _cases.OpenAsync(
            ErrorCodes.DeliveryFailing.With($"subscription {Profile.Id} was told that its target is gone; it is paused"), About, "gone", _services.Clock.GetUtcNow());
    }

    private TimeSpan CaseAfter => TimeSpan.FromSeconds(_services.Options.CaseAfterSeconds);

    private EntityKey About => new("subscription", Profile.Id);

    private async Task OpenCaseIfFailingAsync()
    {
        if (_caseOpened || _backoff.FailingSince is not { } since || _services.Clock.GetUtcNow() - since < CaseAfter) return;
        _caseOpened = true;
        await OpenFailingCaseAsync(About, Profile.Url.Host, since);
    }

    private Task OpenFailingCaseAsync(EntityKey about, string what, DateTimeOffset since) => _cases.OpenAsync(
        ErrorCodes.DeliveryFailing.With($"subscription {Profile.Id} has not reached {what} since {since:O}"), about, what, since);

    private Task OpenCaseAsync(ParkedKey parked) => _cases.OpenAsync(
        ErrorCodes.DeliveryRefused.With($"subscription {Profile.Id} was refused {parked.Entity}@{parked.FromVersion}: {parked.Reason}"),
        parked.Entity, $"{parked.Entity}@{parked.FromVersion}", parked.Since);

    private async Task WriteAsync()
    {
        if (_closed) return;
        _savedAt = _services.Clock.GetTimestamp();
        var image = new SubscriptionState { Profile = Profile, Begin = _begin };
        for (var lane = 0; lane < _services.Hub.LaneCount; lane++) image.Cursors[lane] = _book.Cursor(lane, _follower.Taken[lane]);
        foreach (var parked in _parked.All) image.Parked[parked.Entity.ToString()] = parked;
        if (!_parked.TakeChanged() && image.Profile == _stored.Profile && image.Cursors.SequenceEqual(_stored.Cursors)) return;
        try
        {
            await _write(image);
            _stored = image;
        }
        catch
        {
            await _stop.CancelAsync();
            throw;
        }
    }

    [LoggerMessage(4401, LogLevel.Warning, "Subscription {Subscription} was refused a change of {Key}; the key waits for an operator")]
    private static partial void KeyParked(ILogger logger, string subscription, string key);
}

using Sync.Contracts;

namespace Sync.Grains.Subscriptions;

/// <summary>Sending parked keys again.</summary>
internal sealed partial class Subscriber
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);

    private async Task ReplayAllAsync()
    {
        _replaying = true;
        while (!_stop.IsCancellationRequested && _resumed.TryDequeue(out var key))
        {
            try
            {
                await ReplayAsync(key);
                _parked.EndReplay(key);
                await _writes.SaveAsync();
            }
            catch (Exception e)
            {
                // The journal could not be read, or the state not be stored, which ends everything: otherwise the key has its turn again.
                _lastError = e.Message;
                _resumed.Enqueue(key);
                await PauseForAsync(_backoff.Wait(1));
            }
        }

        _replaying = _reserved = false;
        Pump();
    }

    private async Task ReplayAsync(EntityKey key)
    {
        await foreach (var change in _parked.ReplayAsync(key, _stop.Token))
        {
            var outcome = await SendInTurnAsync(change);
            if (_stop.IsCancellationRequested) return;
            if (outcome is DeliveryOutcome.Confirmed)
            {
                _parked.Delivered(change);
                continue;
            }

            var parked = _parked.Park(change, ((DeliveryOutcome.Refused)outcome).Error, _services.Clock.GetUtcNow());
            await _writes.SaveAsync();
            await OpenCaseAsync(parked);
            return;
        }
    }

    /// <summary>Sends a change until it is confirmed or refused, in a slot of its own.</summary>
    private async Task<DeliveryOutcome> SendInTurnAsync(JournalRecord change)
    {
        while (true)
        {
            _reserved = MaySend;
            while (!_stop.IsCancellationRequested && !(MaySend && _book.InFlight < Limit))
            {
                await PauseForAsync(Pace);
                _reserved = MaySend;
            }

            if (_stop.IsCancellationRequested) return new DeliveryOutcome.Failed("the subscription has ended");
            var outcome = await SendAsync(change);
            _reserved = false;
            if (outcome is DeliveryOutcome.Confirmed or DeliveryOutcome.Refused) return outcome;
            if (outcome is DeliveryOutcome.Gone) await PauseAsync();
            Pump();
        }
    }

    private async Task PauseForAsync(TimeSpan time) => await Task.Delay(time, _services.Clock, _stop.Token)
        .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
}

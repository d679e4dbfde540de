using Sync.Contracts;

namespace Sync.Grains.Subscriptions;

/// <summary>Opens cases about one subscription, and tries again until each is open. The identity of each follows from its cause, so that one that is
/// told twice opens once. Used on one scheduler.</summary>
internal sealed class SubscriptionCases(string subscription, IGrainFactory grains)
{
    private static readonly TimeSpan Due = TimeSpan.FromHours(4);
    private readonly Queue<Update> _waiting = new();
    private bool _submitting;

    /// <summary>Opens the case of a reason, or adds to it. Never throws; what could not be told is told again by <see cref="TryAsync"/>.</summary>
    public Task OpenAsync(Refusal reason, EntityKey about, string cause, DateTimeOffset since)
    {
        var at = Instants.Truncate(since);
        var target = new EntityKey(EntityKinds.Case, $"{reason.Code}/subscription/{subscription}");
        _waiting.Enqueue(new Update(
            new UpdateId("/subscriptions/" + subscription, 0, $"{reason.Code}@{cause}@{at.UtcTicks}"), target,
            new CaseUpdate.Open(reason, about, null, at + Due), at));
        return TryAsync();
    }

    /// <summary>Tells what has not been told.</summary>
    public async Task TryAsync()
    {
        if (_submitting) return;
        _submitting = true;
        try
        {
            while (_waiting.TryPeek(out var update))
            {
                var receipts = await grains.GetGrain<IUpdateRouterGrain>(0).Submit([update]);
                if (receipts[0] is Receipt.RetryLater or Receipt.Unknown) return;
                _waiting.Dequeue();
            }
        }
        catch (Exception)
        {
            // The router could not be reached: the next tick tries again.
        }
        finally
        {
            _submitting = false;
        }
    }
}

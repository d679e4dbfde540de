namespace Sync.Grains.Subscriptions;

/// <summary>How long to wait after failures: doubling from the first to the longest wait.</summary>
internal sealed class Backoff(SubscriptionOptions options, TimeProvider clock)
{
    private int _failures;

    /// <summary>Since when every delivery has failed; null while deliveries succeed.</summary>
    public DateTimeOffset? FailingSince { get; private set; }

    /// <summary>Nothing is sent before this instant.</summary>
    public DateTimeOffset Until { get; private set; }

    public bool IsFailing => _failures > 0;

    public void Succeeded()
    {
        _failures = 0;
        FailingSince = null;
        Until = default;
    }

    public void Failed(TimeSpan? atLeast)
    {
        var now = clock.GetUtcNow();
        FailingSince ??= now;

        // Deliveries that were under way together fail together: that is one failure, not many.
        var wait = now < Until ? Until - now : Wait(++_failures);
        Until = now + (atLeast > wait ? atLeast.Value : wait);
    }

    /// <summary>The wait after a number of failures in a row.</summary>
    public TimeSpan Wait(int failures)
    {
        var wait = options.FirstRetryMilliseconds * Math.Pow(2, Math.Min(failures - 1, 20));
        return TimeSpan.FromMilliseconds(Math.Min(wait, options.LongestRetrySeconds * 1000.0));
    }
}

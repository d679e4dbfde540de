namespace Sync.Contracts;

/// <summary>The port by which a subscription reaches its target. Implemented by the adapters; thread-safe.</summary>
public interface IDeliverySender
{
    /// <summary>Checks a profile before it is used.</summary>
    /// <returns>Null, or what is wrong with it.</returns>
    Refusal? Validate(SubscriptionProfile profile);

    /// <summary>Sends one change and waits for the answer. Retries of passing failures happen inside, bounded;
    /// never throws but for cancellation.</summary>
    Task<DeliveryOutcome> SendAsync(SubscriptionProfile profile, JournalRecord change, CancellationToken cancellationToken);
}

/// <summary>What became of one delivery. Immutable, thread-safe.</summary>
public abstract record DeliveryOutcome
{
    private DeliveryOutcome()
    {
    }

    /// <summary>The target has it.</summary>
    public sealed record Confirmed : DeliveryOutcome;

    /// <summary>It could not be delivered now; nothing is wrong with the change itself.</summary>
    /// <param name="Error">What failed.</param>
    /// <param name="After">How long to wait at least before the next attempt; null: the subscription's own back-off.</param>
    public sealed record Failed(string Error, TimeSpan? After = null) : DeliveryOutcome;

    /// <summary>The target refuses this change: sending it again unchanged is useless.</summary>
    /// <param name="Error">What the target said.</param>
    public sealed record Refused(string Error) : DeliveryOutcome;

    /// <summary>The target is gone for good (HTTP 410): the subscription is paused.</summary>
    /// <param name="Error">What the target said.</param>
    public sealed record Gone(string Error) : DeliveryOutcome;
}

using Sync.Contracts;

namespace Sync.Grains.Tests.Fakes;

/// <summary>A target whose answers the test gives, or says beforehand.</summary>
internal sealed class FakeSender : IDeliverySender
{
    /// <summary>Every attempt, in order.</summary>
    public List<string> Attempts { get; } = [];

    /// <summary>Every confirmed change, in order.</summary>
    public List<string> Confirmed { get; } = [];

    /// <summary>The deliveries that wait for an answer, by change.</summary>
    public Dictionary<string, TaskCompletionSource<DeliveryOutcome>> Waiting { get; } = [];

    /// <summary>The answer to a change; null: the delivery waits until the test answers it.</summary>
    public Func<JournalRecord, DeliveryOutcome?> Answer { get; set; } = _ => new DeliveryOutcome.Confirmed();

    /// <summary>The most deliveries that were under way at once.</summary>
    public int MostWaiting { get; private set; }

    public Refusal? Validate(SubscriptionProfile profile) => null;

    public async Task<DeliveryOutcome> SendAsync(SubscriptionProfile profile, JournalRecord change, CancellationToken cancellationToken)
    {
        Attempts.Add(change.ChangeId);
        if (Answer(change) is not { } outcome)
        {
            var answer = new TaskCompletionSource<DeliveryOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var registration = cancellationToken.Register(() => answer.TrySetCanceled(cancellationToken));
            Waiting.Add(change.ChangeId, answer);
            MostWaiting = Math.Max(MostWaiting, Waiting.Count);
            outcome = await answer.Task;
        }

        if (outcome is DeliveryOutcome.Confirmed) Confirmed.Add(change.ChangeId);
        return outcome;
    }
}

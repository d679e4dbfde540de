using Sync.Contracts;

namespace Sync.Domain.Kernel;

/// <summary>How a record changes a head: the same code for a fresh decision and for replay.</summary>
internal static class HeadEvolution
{
    /// <param name="head">The head to move on.</param>
    /// <param name="model">The model.</param>
    /// <param name="record">The next record.</param>
    /// <param name="event">Its event.</param>
    /// <param name="identity">The identity of its cause.</param>
    /// <param name="update">The update that caused it, where it is at hand.</param>
    public static void Apply<TState>(
        this EntityHead<TState> head, EntityModel<TState> model, JournalRecord record, DomainEvent @event, Fingerprint identity, Update? update)
        where TState : class
    {
        var facts = new EventFacts(record.Version, record.Cause, record.OccurredAt, record.RecordedAt);
        var view = head.View;
        var held = HeldChanges.Remaining(view.Held, @event, record.Cause, record.Fingerprint);
        var state = view.State;
        switch (@event)
        {
            case KernelEvent.Held waiting:
                // Held anew: it still waits since it was held first.
                var before = view.Held.FirstOrDefault(h => h.Update.Id == record.Cause && Fingerprints.OfContent(h.Update) == record.Fingerprint);
                held = held.Add(new HeldUpdate(
                    update ?? StoredUpdates.FromJson(waiting.Update), waiting.Reason, before?.Since ?? record.RecordedAt, record.Version));
                break;
            case KernelEvent:
                break;
            default:
                state = model.Evolve(state, @event, facts);
                break;
        }

        head.View = new EntityView<TState>(view.Key, record.Version, state, held);
        head.Gate.Remember(identity, record.Fingerprint, record.Version);
        head.Hash = record.Hash;
        head.RecordedAt = record.RecordedAt;
    }
}

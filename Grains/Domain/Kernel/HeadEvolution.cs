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
    public static void Apply<TState>(
        this EntityHead<TState> head, EntityModel<TState> model, JournalRecord record, DomainEvent @event, Fingerprint identity)
        where TState : class
    {
        var facts = new EventFacts(record.Version, record.Cause, record.OccurredAt, record.RecordedAt);
        var view = head.View;
        var held = HeldChanges.Remaining(view.Held, @event, record.Cause, record.Fingerprint);
        var state = view.State;
        switch (@event)
        {
            case KernelEvent.Held waiting:
                // Always as it was stored, so that its content is the same before and after a restart. Held anew, it still waits since it was held first.
                var before = view.Held.FirstOrDefault(h => h.Update.Id == record.Cause && Fingerprints.OfContent(h.Update) == record.Fingerprint);
                held = held.Add(new HeldUpdate(
                    StoredUpdates.FromJson(waiting.Update), waiting.Reason, before?.Since ?? record.RecordedAt, record.Version));
                break;
            case KernelEvent:
                break;
            default:
                state = model.Evolve(state, @event, facts);
                break;
        }

        head.View = new EntityView<TState>(view.Key, record.Version, state, held);
        var bySequence = @event.SequenceFrom is not null && record.Sequence is not null;
        head.Gate.Remember(identity, record.Fingerprint, record.Version, bySequence);
        if (bySequence) (head.Gate.Sequences ??= new SequenceBook()).See(record.Cause, @event.SequenceFrom!.Value, record.Sequence!.Value, record.Sequence.Value);
        head.Hash = record.Hash;
        head.RecordedAt = record.RecordedAt;
    }
}

using System.Collections.Immutable;
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
                var at = IndexOf(view.Held, record);
                var update = StoredUpdates.FromJson(waiting.Update);
                held = at >= 0
                    ? view.Held.SetItem(at, view.Held[at] with { Update = update, Reason = waiting.Reason, Version = record.Version })
                    : held.Add(new HeldUpdate(update, waiting.Reason, record.RecordedAt, record.Version));
                break;
            case KernelEvent.EpochOpened opened:
                (head.Gate.Epochs ??= new EpochBook()).Open(opened.Source, opened.From, opened.To);
                break;
            case KernelEvent.SequencesDeclared declared:
                (head.Gate.Sequences ??= new SequenceBook()).See(new UpdateId(declared.Source, declared.Epoch, ""), declared.First, declared.From, declared.To);
                break;
            case KernelEvent.GapOverdue overdue:
                head.Gate.Overdue = overdue.Missing;
                break;
            case KernelEvent:
                break;
            default:
                state = model.Evolve(state, @event, facts);
                break;
        }

        var bySequence = @event.Identified?.SequenceFrom is not null && record.Sequence is not null;
        head.Gate.Remember(identity, record.Fingerprint, record.Version, record.Sequence, bySequence);
        if (bySequence) (head.Gate.Sequences ??= new SequenceBook()).See(record.Cause, @event.Identified!.SequenceFrom!.Value, record.Sequence!.Value, record.Sequence.Value);
        if (@event.Cleared?.Contains(ErrorCodes.SequenceGap.Code) == true) head.Gate.Overdue = null;
        head.View = new EntityView<TState>(view.Key, record.Version, state, held) { Gaps = held.IsEmpty ? [] : SequenceTurns.Gaps(head.Gate, held) };
        head.Hash = record.Hash;
        head.RecordedAt = record.RecordedAt;
    }

    private static int IndexOf(ImmutableArray<HeldUpdate> held, JournalRecord record)
    {
        for (var i = 0; i < held.Length; i++)
            if (held[i].Update.Id == record.Cause && Fingerprints.OfContent(held[i].Update) == record.Fingerprint) return i;
        return -1;
    }
}

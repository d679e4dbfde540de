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
    /// <param name="update">The update that caused it, where it is at hand.</param>
    public static void Apply<TState>(
        this EntityHead<TState> head, EntityModel<TState> model, JournalRecord record, DomainEvent @event, Fingerprint identity, Update? update)
        where TState : class
    {
        var facts = new EventFacts(record.Version, record.Cause, record.OccurredAt, record.RecordedAt);
        var view = head.View;
        var held = view.Held;
        var state = view.State;
        switch (@event)
        {
            case KernelEvent.Held waiting:
                held = Without(held, record.Cause, record.Fingerprint).Add(new HeldUpdate(
                    update ?? StoredUpdates.FromJson(waiting.Update), waiting.Reason, record.RecordedAt, record.Version));
                break;
            case KernelEvent.Discarded discarded:
                held = held.RemoveAll(h => h.Update.Id == discarded.Update);
                break;
            case KernelEvent:
                held = Without(held, record.Cause, record.Fingerprint);
                break;
            default:
                held = Without(held, record.Cause, record.Fingerprint);
                state = model.Evolve(state, @event, facts);
                break;
        }

        head.View = new EntityView<TState>(view.Key, record.Version, state, held);
        head.Gate.Remember(identity, record.Fingerprint, record.Version);
        head.Hash = record.Hash;
        head.RecordedAt = record.RecordedAt;
    }

    private static ImmutableArray<HeldUpdate> Without(ImmutableArray<HeldUpdate> held, UpdateId cause, Fingerprint content)
    {
        if (held.IsEmpty) return held;
        return held.RemoveAll(h => h.Update.Id == cause && Fingerprints.OfContent(h.Update) == content);
    }
}

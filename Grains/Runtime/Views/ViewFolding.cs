using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Grains.Views;

/// <summary>Folds single records for views that keep a model's state.</summary>
internal static class ViewFolding
{
    /// <summary>The view after a record; held updates are not kept.</summary>
    public static EntityView<TState> Next<TState>(
        EntityModel<TState> model, EntityKey key, TState state, DomainEvent @event, JournalRecord record)
        where TState : class
    {
        var facts = new EventFacts(record.Version, record.Cause, record.OccurredAt, record.RecordedAt);
        return new EntityView<TState>(key, record.Version, @event is KernelEvent ? state : model.Evolve(state, @event, facts), []);
    }
}

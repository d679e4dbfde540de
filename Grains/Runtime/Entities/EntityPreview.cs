using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Grains.Entities;

/// <summary>What an update would do, decided on what is durable now, apart from the live activation. Nothing is written.</summary>
internal sealed class EntityPreview<TState>(EntityKernel<TState> kernel, EntityServices services)
    where TState : class
{
    /// <summary>The views before and after, and what was decided.</summary>
    public async Task<(EntityView<TState> Before, EntityView<TState> After, Step.Decided Step)> OfAsync(EntityKey key, Update update)
    {
        var masters = await services.Masters.ForAsync(key, new[] { update });
        var loader = new EntityLoader<TState>(kernel.Model, services.Journal);
        var (head, snapshot) = await loader.LoadAsync(key);
        var knowsAll = snapshot == 0;
        while (true)
        {
            var before = head.View;
            var context = new DecisionContext(services.Clock.GetUtcNow(), masters.Plant, masters.Item, knowsAll, services.Formats?.Agreed);
            // The question has no identity of its own: nobody need look for it.
            if (kernel.Decide(head, update, context, Array.Empty<KnownMark>()) is Step.Decided decided) return (before, head.View, decided);
            if (knowsAll) throw new InvalidOperationException($"{update.Id} cannot be decided at {key}");
            (head, _) = await loader.FoldWholeAsync(key);
            knowsAll = true;
        }
    }
}

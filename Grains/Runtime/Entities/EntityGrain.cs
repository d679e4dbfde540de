using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Grains.Entities;

/// <summary>The shell of every entity: an address and a lifetime around <see cref="EntityCore{TState}"/>. Submit and reads interleave;
/// this is the one place in the house where that is allowed.</summary>
internal abstract class EntityGrain<TState>(EntityModel<TState> model, EntityServices services) : Grain, IEntityGrain
    where TState : class
{
    private EntityCore<TState>? _core;

    protected EntityServices Services => services;

    protected EntityKey Key => new(model.Kind, this.GetPrimaryKeyString());

    protected EntityKernel<TState> Kernel { get; } = new(model, services.Contracts ?? UpdateContracts.Default);

    protected EntityCore<TState> Core => _core ??= new EntityCore<TState>(Key, Kernel, services);

    public Task<ImmutableArray<Receipt>> Submit(ImmutableArray<Update> updates) => Core.SubmitAsync(updates);

    public Task<ImmutableArray<JournalRecord>> History(long? before, int max) =>
        services.Journal.ReadEntityAsync(Key, 0, before ?? long.MaxValue, Math.Clamp(max, 1, 1000), newestFirst: true);

    public async Task<ImmutableArray<HeldUpdate>> Held() => (await Core.ReadAsync()).Held;

    public async Task<ImmutableArray<SequenceGap>> Gaps() => (await Core.ReadAsync()).Gaps;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _core?.SaveSnapshot(atLeast: services.Options.SnapshotEvery / 10);
        return Task.CompletedTask;
    }
}

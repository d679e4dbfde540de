using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Grains.Entities;

/// <summary>The shell of every entity: an address and a lifetime around <see cref="EntityCore{TState}"/>. Submit and reads interleave;
/// this is the one place in the house where that is allowed.</summary>
internal abstract class EntityGrain<TState>(EntityModel<TState> model, EntityServices services) : Grain, IEntityGrain
    where TState : class
{
    private static readonly TimeSpan Awake = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Refreshed = TimeSpan.FromMinutes(1);
    private EntityCore<TState>? _core;
    private LocalEntity? _local;
    private long _refreshedAt;

    protected EntityServices Services => services;

    protected EntityKey Key => new(model.Kind, this.GetPrimaryKeyString());

    protected EntityKernel<TState> Kernel { get; } = new(model, services.Contracts ?? UpdateContracts.Default);

    protected EntityCore<TState> Core => _core ??= new EntityCore<TState>(Key, Kernel, services);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _local = new LocalEntity(Core.Submit, OnUsed, TaskScheduler.Current, Core);
        services.Local.Add(Key, _local);
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<Receipt>> Submit(ImmutableArray<Update> updates) => Core.SubmitAsync(updates);

    public Task<ImmutableArray<JournalRecord>> History(long? before, int max) =>
        services.Journal.ReadEntityAsync(Key, 0, before ?? long.MaxValue, Math.Clamp(max, 1, 1000), newestFirst: true);

    public async Task<ImmutableArray<HeldUpdate>> Held() => (await Core.ReadAsync()).Held;

    public async Task<ImmutableArray<SequenceGap>> Gaps() => (await Core.ReadAsync()).Gaps;

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_local is { } local)
        {
            services.Local.Remove(Key, local);
            await local.CloseAsync().WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        _core?.SaveSnapshot(atLeast: services.Options.SnapshotEvery / 10);
    }

    // The runtime sees calls only, and what was handed over directly is none.
    private void OnUsed()
    {
        if (_refreshedAt != 0 && services.Clock.GetElapsedTime(_refreshedAt) < Refreshed) return;
        _refreshedAt = services.Clock.GetTimestamp();
        DelayDeactivation(Awake);
    }
}

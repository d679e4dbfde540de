using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Grains.Entities;

/// <summary>The shell of every entity: an address and a lifetime around <see cref="EntityCore{TState}"/>, which has turns of its own. Submit and reads interleave;
/// this is the one place in the house where that is allowed.</summary>
internal abstract class EntityGrain<TState>(EntityModel<TState> model, EntityServices services) : Grain, IEntityGrain
    where TState : class
{
    /// <summary>How long an entity stays awake after it was said to be in use.</summary>
    private static readonly TimeSpan Awake = TimeSpan.FromMinutes(10);

    /// <summary>How long that is not said again: it takes a turn of the runtime.</summary>
    private static readonly TimeSpan Refreshed = TimeSpan.FromMinutes(4);
    private readonly EntityTurns _turns = new();
    private EntityCore<TState>? _core;
    private LocalEntity? _local;
    private TaskScheduler? _runtime;
    private long _refreshedAt;

    protected EntityServices Services => services;

    protected EntityKey Key => new(model.Kind, this.GetPrimaryKeyString());

    protected EntityKernel<TState> Kernel { get; } = new(model, services.Contracts ?? UpdateContracts.Default);

    protected EntityCore<TState> Core => _core ??= new EntityCore<TState>(Key, Kernel, services, _turns);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _runtime = TaskScheduler.Current;
        _local = new LocalEntity(Core.Submit, OnUsed, _turns, Core);
        services.Local.Add(Key, _local);
        return Task.CompletedTask;
    }

    public async Task<ImmutableArray<Receipt>> Submit(ImmutableArray<Update> updates) => await _local!.SubmitAsync(updates) ?? await Core.SubmitAsync(updates);

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

        await _turns.StartAsync(() => _core?.SaveSnapshot(atLeast: services.Options.SnapshotEvery / 10));
    }

    // The runtime sees calls only, and what was handed over directly is none. On any thread.
    private void OnUsed()
    {
        var before = Volatile.Read(ref _refreshedAt);
        if (before != 0 && services.Clock.GetElapsedTime(before) < Refreshed) return;
        if (Interlocked.CompareExchange(ref _refreshedAt, services.Clock.GetTimestamp(), before) == before)
            _ = _runtime!.StartAsync(() => DelayDeactivation(Awake));
    }
}

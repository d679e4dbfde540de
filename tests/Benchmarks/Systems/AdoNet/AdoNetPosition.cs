using Sync.Benchmarks.Systems.Peers;

namespace Sync.Benchmarks.Systems.AdoNet;

/// <summary>One write of state an update, and before it the change record: after a crash between the two the update comes again
/// and writes the same version of the record.</summary>
[GrainType("bench-adonet")]
internal sealed class AdoNetPosition([PersistentState("position", AdoNetSilo.Storage)] IPersistentState<PeerState> state, AdoNetChanges changes) : Grain, IAdoNetPosition
{
    public async Task<int> Submit(ImmutableArray<Update> updates)
    {
        var applied = 0;
        foreach (var update in updates)
        {
            if (state.State.Apply(update) is not { } payload) continue;
            await changes.AddAsync(update, state.State.Version, payload);
            await state.WriteStateAsync();
            applied++;
        }

        return applied;
    }
}

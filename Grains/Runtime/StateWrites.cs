using Orleans.Storage;

namespace Sync.Grains;

/// <summary>Names of grain storage providers. Stored: they never change.</summary>
internal static class GrainStorageNames
{
    public const string Default = "sync";
}

/// <summary>Writes of grain state. A grain whose write failed in any way forgets what it holds: what is stored is the truth.</summary>
internal static class StateWrites
{
    public static async Task SaveAsync<T>(Grain grain, IPersistentState<T> state)
    {
        try
        {
            await state.WriteStateAsync();
        }
        catch (Exception e)
        {
            ((IGrainBase)grain).DeactivateOnIdle();
            if (e is InconsistentStateException) throw;
            throw new InvalidOperationException($"the state '{state.GetType().Name}' could not be stored; it is read again before the next call", e);
        }
    }
}

using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Domain.Plants;

/// <summary>Who waits for a plant and its locations. Pure.</summary>
internal static class PlantWaits
{
    /// <summary>A hold that was decided before the newest change is answered at once; else the entity waits for the next one.</summary>
    public static Decision Decide(PlantState state, PlantUpdate.Await wait, EntityKey plant)
    {
        if (HasChanged(state, wait)) return new Decision.Apply(new PlantEvent.Answered { Waiting = wait.Waiting, Location = wait.Location });
        if (IsKnown(state, wait.Location) || state.Waiting.Contains(new PlantWaiter(wait.Waiting, wait.Location))) return Decision.Note.Instance;
        return state.Waiting.Length < PlantModel.WaitingLimit
            ? new Decision.Apply(new PlantEvent.Awaited { Waiting = wait.Waiting, Location = wait.Location })
            : new Decision.Refuse(ErrorCodes.TooManyHeld.With($"{PlantModel.WaitingLimit} entities wait for {plant}"));
    }

    /// <summary>Everybody: new terms may open the world to any location.</summary>
    public static ImmutableArray<EntityKey> ForAnything(PlantState state) => [.. state.Waiting.Select(w => w.Entity).Distinct()];

    public static ImmutableArray<EntityKey> For(PlantState state, LocationId location) =>
        [.. state.Waiting.Where(w => w.Location == location).Select(w => w.Entity)];

    public static ImmutableArray<PlantWaiter> Without(PlantState state, LocationId location) => state.Waiting.RemoveAll(w => w.Location == location);

    private static bool HasChanged(PlantState state, PlantUpdate.Await wait) =>
        state.ChangedVersion > wait.SeenVersion
        || (wait.Location is { } location && state.Find(location) is { } known && known.ChangedVersion > wait.SeenVersion);

    /// <summary>The decision saw it registered: whatever the update is held for, it is not this.</summary>
    private static bool IsKnown(PlantState state, LocationId? location) =>
        location is { } wanted ? state.Find(wanted) is not null : state.Terms is not null;
}

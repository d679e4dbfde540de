using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Domain.Plants;

/// <summary>A plant master as it is read. Pure.</summary>
public static class PlantViews
{
    /// <summary>The master, or null when the plant is not registered.</summary>
    public static PlantMaster? Of(EntityView<PlantState> view) => view.State.Terms is { } terms
        ? new PlantMaster(
            PlantId.Parse(Identifiers.FromSegment(view.Key.Id)), terms.TimeZone, terms.Name, terms.World,
            [.. view.State.Locations.Select(l => l.Master)], view.Version)
        {
            Ownership = view.State.Ownership ?? [],
            Posting = view.State.Posting,
        }
        : null;
}

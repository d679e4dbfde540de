using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Domain.Items;

/// <summary>An item master as it is read. Pure.</summary>
public static class ItemViews
{
    /// <summary>The master, or null when the item is not registered.</summary>
    public static ItemMaster? Of(EntityView<ItemState> view) => view.State.Terms is { } terms
        ? new ItemMaster(
            ItemNumber.Parse(Identifiers.FromSegment(view.Key.Id)), terms.BaseUnit, terms.Name, terms.LotManaged, terms.Scale, terms.Conversions,
            view.State.Met, view.Version)
        : null;
}

using System.Collections.Frozen;

namespace Sync.Factory.Plan;

/// <summary>Finds an item of the world by its number.</summary>
internal static class Catalogue
{
    private static readonly FrozenDictionary<string, Item> ByNumber = FactoryWorld.Items.ToFrozenDictionary(i => i.Number);

    public static Item Find(string number) => ByNumber.GetValueOrDefault(number) ?? new Item(number, number, "EA");
}

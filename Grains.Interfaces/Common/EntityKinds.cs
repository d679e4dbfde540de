namespace Sync.Contracts;

/// <summary>The kinds of entity, which are also the grain types. The strings are stored: they never change.</summary>
public static class EntityKinds
{
    /// <summary>A stock position: <c>plant/location/item</c>.</summary>
    public const string Stock = "stock";

    /// <summary>An item master: <c>item</c>.</summary>
    public const string Item = "item";

    /// <summary>A plant master with its locations: <c>plant</c>.</summary>
    public const string Plant = "plant";

    /// <summary>A case for a person: <c>kind/about</c>.</summary>
    public const string Case = "case";
}

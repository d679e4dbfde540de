namespace Sync.Contracts;

/// <summary>A stock position: plant, location, item. Immutable, thread-safe.</summary>
/// <param name="Plant">The plant.</param>
/// <param name="Location">The storage location inside it.</param>
/// <param name="Item">The item.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.stock-key")]
public readonly record struct StockKey(
    [property: Id(0)] PlantId Plant,
    [property: Id(1)] LocationId Location,
    [property: Id(2)] ItemNumber Item)
{
    /// <summary>The key of the position's entity.</summary>
    public EntityKey ToEntity() => new(EntityKinds.Stock, ToString());

    /// <summary>Reads the text form.</summary>
    public static bool TryParse(string? text, out StockKey key)
    {
        key = default;
        var parts = text?.Split('/') ?? [];
        if (parts.Length != 3) return false;
        var (plant, location, item) = (Identifiers.FromSegment(parts[0]), Identifiers.FromSegment(parts[1]), Identifiers.FromSegment(parts[2]));
        if (!Identifiers.IsValid(plant) || !Identifiers.IsValid(location) || !Identifiers.IsValid(item)) return false;
        key = new StockKey(PlantId.Parse(plant), LocationId.Parse(location), ItemNumber.Parse(item));
        return true;
    }

    /// <summary>Reads the id of a stock entity.</summary>
    /// <exception cref="FormatException">The text is not <c>plant/location/item</c>.</exception>
    public static StockKey Parse(string text) => TryParse(text, out var key)
        ? key
        : throw new FormatException($"'{text}' is not a stock position: plant/location/item is expected");

    /// <summary>The text form <c>plant/location/item</c>, each part spelled by <see cref="Identifiers.ToSegment"/>.</summary>
    public override string ToString() =>
        $"{Identifiers.ToSegment(Plant.Value)}/{Identifiers.ToSegment(Location.Value)}/{Identifiers.ToSegment(Item.Value)}";
}

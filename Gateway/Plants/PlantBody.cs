namespace Sync.Gateway.Plants;

/// <summary>A plant master with its locations.</summary>
internal sealed record PlantBody(string Plant, string TimeZone, string? Name, World World, IReadOnlyList<LocationBody> Locations, long Version)
{
    public static PlantBody Of(PlantMaster m) => new(
        m.Plant.Value, m.TimeZone, m.Name, m.World, [.. m.Locations.Select(l => new LocationBody(l.Location.Value, l.Name, l.Met))], m.Version);
}

/// <summary>A storage location.</summary>
internal sealed record LocationBody(string Location, string? Name, bool Met);

/// <summary>What a plant is registered with. For the description of the API: the data of the update type is what is read.</summary>
internal sealed record PlantRequest(string TimeZone = "Etc/UTC", string? Name = null, World World = World.Closed);

/// <summary>What a location is registered with.</summary>
internal sealed record LocationRequest(string? Name = null);

namespace Sync.Gateway.Plants;

/// <summary>Whose reports of movements count at a plant: the first rule that fits decides; where none fits, every source's report counts.</summary>
internal sealed record OwnershipBody(string Plant, IReadOnlyList<OwnershipRule> Rules, long Version)
{
    public static OwnershipBody Of(PlantMaster m) => new(m.Plant.Value, m.Ownership, m.Version);
}

/// <summary>All rules at once. For the description of the API: the data of the update type is what is read.</summary>
internal sealed record OwnershipRequest(IReadOnlyList<OwnershipRule> Rules);

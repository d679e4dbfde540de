using System.Collections.Frozen;

namespace Sync.Gateway.Access;

/// <summary>Who calls, and what the key allows. Immutable, thread-safe.</summary>
internal sealed class Caller(string name, IEnumerable<string> scopes, IEnumerable<string> plants)
{
    public static readonly Caller Nobody = new("", [], []);

    private readonly FrozenSet<string> _scopes = scopes.ToFrozenSet();
    private readonly FrozenSet<string> _plants = plants.ToFrozenSet();

    public string Name => name;

    /// <summary>True for a key that is not limited to some plants.</summary>
    public bool Everywhere => _plants.Count == 0;

    public bool Has(string scope) => _scopes.Contains(scope) || _scopes.Contains(Scopes.Operate);

    public bool MayPlant(string plant) => Everywhere || _plants.Contains(plant);

    /// <summary>A key limited to plants reaches what belongs to one of them; items belong to none.</summary>
    public bool MayEntity(EntityKey entity) => Everywhere || entity.Kind switch
    {
        EntityKinds.Stock => MayPlant(Identifiers.FromSegment(entity.Id[..entity.Id.IndexOf('/')])),
        EntityKinds.Plant => MayPlant(Identifiers.FromSegment(entity.Id)),
        _ => false,
    };
}

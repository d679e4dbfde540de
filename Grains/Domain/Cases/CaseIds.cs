using Sync.Contracts;

namespace Sync.Domain.Cases;

/// <summary>Names cases. Pure.</summary>
public static class CaseIds
{
    /// <summary>The case of a reason and an entity: <c>code/kind/entity</c>.</summary>
    public static EntityKey Of(string code, EntityKey about) => new(EntityKinds.Case, $"{code}/{about}");
}

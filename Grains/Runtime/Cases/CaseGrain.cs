using Sync.Contracts;
using Sync.Domain.Cases;
using Sync.Grains.Entities;
using Sync.Grains.Placement;

namespace Sync.Grains.Cases;

/// <summary>The shell of a case.</summary>
[GrainType(EntityKinds.Case)]
[SpreadPlacement]
internal sealed class CaseGrain(CaseModel model, EntityServices services) : EntityGrain<CaseState>(model, services), ICaseGrain
{
    public async Task<CaseView?> Get() => CaseViews.Of(await Core.ReadAsync());
}

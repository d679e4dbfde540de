using Sync.Contracts;
using Sync.Domain.Kernel;
using Sync.Domain.Stock;

namespace Sync.Domain.Flows;

/// <summary>Rings when a claim has waited long enough for the owner's report.</summary>
internal sealed class ClaimFlow : IFlow
{
    /// <inheritdoc/>
    public string Name => "claims";

    /// <inheritdoc/>
    public IEnumerable<FlowOutput> React(JournalRecord record, DomainEvent e)
    {
        if (e is not StockEvent { Claims.Standings: { } standings }) return [];
        var follow = new FollowUps(this, record);
        foreach (var change in standings)
            if (change.DueAt is { } due) follow.SendAt(due, record.Entity, new StockUpdate.ClaimDue(change.Claim, due));
        return follow.Outputs;
    }
}

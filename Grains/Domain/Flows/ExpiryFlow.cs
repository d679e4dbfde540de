using Sync.Contracts;
using Sync.Domain.Cases;
using Sync.Domain.Kernel;
using Sync.Domain.Stock;

namespace Sync.Domain.Flows;

/// <summary>Ends reservations when they expire, rings when a case is overdue, and asks after gaps whose time is up.</summary>
internal sealed class ExpiryFlow : IFlow
{
    /// <inheritdoc/>
    public string Name => "expiry";

    /// <inheritdoc/>
    public IEnumerable<FlowOutput> React(JournalRecord record, DomainEvent e) => e switch
    {
        StockEvent.ReservationMade { ExpiresAt: { } expiry } made =>
            new FollowUps(this, record).SendAt(expiry, record.Entity, new StockUpdate.Expire(made.Reservation, expiry)).Outputs,
        // Later occurrences keep the clock of the first.
        CaseEvent.Opened { Occurrences: 1 } opened =>
            new FollowUps(this, record).SendAt(opened.DueAt, record.Entity, new CaseUpdate.FallDue(opened.DueAt)).Outputs,
        KernelEvent.Held { Due: { } due } =>
            new FollowUps(this, record).SendAt(due, record.Entity, new ControlUpdate.GapDue(record.Cause)).Outputs,
        _ => [],
    };
}

using Sync.Contracts;
using Sync.Domain.Kernel;
using Sync.Domain.Stock;

namespace Sync.Domain.Flows;

/// <summary>Brings what was sent to the receiving position, and tells the sender that it has arrived.</summary>
internal sealed class TransferFlow : IFlow
{
    /// <inheritdoc/>
    public string Name => "transfer";

    /// <inheritdoc/>
    public IEnumerable<FlowOutput> React(JournalRecord record, DomainEvent e) => e switch
    {
        StockEvent.Moved { Transfer: { } transfer } moved => Arrive(record, moved, transfer),
        StockEvent.TransferArrived arrived => new FollowUps(this, record).Send(
            arrived.From.ToEntity(), new StockUpdate.ConfirmArrival(arrived.TransferId, new Quantity(arrived.Amount, arrived.Unit))).Outputs,
        _ => [],
    };

    private IEnumerable<FlowOutput> Arrive(JournalRecord record, StockEvent.Moved moved, TransferOut transfer)
    {
        var sender = StockKey.Parse(record.Entity.Id);
        return new FollowUps(this, record).Send(
            (sender with { Location = transfer.To }).ToEntity(),
            new StockUpdate.Arrive(transfer.Id, sender, new Quantity(transfer.Amount, moved.Unit), moved.Changes[0].Account, moved.Reference),
            moved.PostingDate).Outputs;
    }
}

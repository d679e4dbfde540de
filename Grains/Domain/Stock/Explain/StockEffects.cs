using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Domain.Stock;

/// <summary>What a record really moved, whatever was known of counts when it was recorded. Pure.</summary>
internal static class StockEffects
{
    /// <summary>The movements of a record by account: a late one is the movement that it was, though the balance of its time stood.</summary>
    public static ImmutableArray<AccountAmount> Moves(DomainEvent @event) => @event is StockEvent.Moved or StockEvent.TransferArrived
        ? [.. ((StockEvent)@event).Changes.Select(c => new AccountAmount(c.Account, c.Delta - (c.Difference ?? 0)))]
        : [];

    /// <summary>True for what is told as a line of a story. A hold is told with what waits, or with what it became.</summary>
    public static bool IsLine(DomainEvent @event) => @event is StockEvent or KernelEvent.Discarded;

    /// <summary>What the count found on an account; 0 where a complete count lists none.</summary>
    public static decimal Found(StockEvent.Counted count, StockAccount account)
    {
        foreach (var line in count.Found)
            if (line.Account == account) return line.Amount;
        return 0;
    }
}

using Sync.Contracts;

namespace Sync.Domain.Stock;

/// <summary>One movement as the ledger remembers it. Immutable.</summary>
/// <param name="Id">The update that reported it.</param>
/// <param name="At">When it happened.</param>
/// <param name="Account">The account that it moved.</param>
/// <param name="Amount">In above 0, out below 0.</param>
/// <param name="Movement">Its type.</param>
/// <param name="Version">The record that holds it; 0 in snapshots of builds that did not keep it.</param>
/// <param name="Detail">What few movements have.</param>
internal readonly record struct LedgerEntry(
    UpdateId Id, DateTimeOffset At, StockAccount Account, decimal Amount, MovementType Movement, long Version = 0, LedgerDetail? Detail = null);

/// <summary>What few movements have. Immutable.</summary>
internal sealed record LedgerDetail
{
    /// <summary>The status that it gave what left the account.</summary>
    public StockStatus? ToStatus { get; init; }

    /// <summary>When it began, if it lasted.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>The reservation that it consumed.</summary>
    public string? Reservation { get; init; }

    /// <summary>The movement that it reverses.</summary>
    public UpdateId? Reverses { get; init; }

    /// <summary>True when it settled goods of another party; absent else.</summary>
    public bool? Settled { get; init; }

    /// <summary>How much of it was reversed by movements that the ledger has forgotten.</summary>
    public decimal Reversed { get; init; }
}

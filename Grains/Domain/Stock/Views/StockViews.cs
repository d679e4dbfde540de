using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Domain.Stock;

/// <summary>A position as it is read. Pure, thread-safe.</summary>
public static class StockViews
{
    /// <summary>The whole position.</summary>
    public static StockPosition ToPosition(EntityView<StockState> view)
    {
        var state = view.State;
        return new StockPosition(
            state.Key, view.Version, state.Unit, StockMeasuring.Of(state),
            [.. state.Accounts.Where(a => a.Balance != 0).Select(a => new AccountBalance(a.Account, a.Balance, state.MarkOf(a)?.AsOf, a.Difference))],
            [.. state.Reservations.Where(r => r.Open > 0).OrderBy(r => r.Id, StringComparer.Ordinal).Select(Of)],
            state.Transfers,
            [.. state.Sources.OrderBy(s => s.Source, StringComparer.Ordinal).Select(static s => s.ToAge())],
            view.Held.Length)
        {
            Claims = ClaimViews.Open(state.Claims),
        };
    }

    private static ReservationView Of(ReservationState r) => new(r.Id, r.For!, r.Quantity, r.Consumed, r.Released, r.Open, r.ExpiresAt);
}

namespace Sync.Pages.Plants;

/// <summary>Tells a board what its plant's stock is and what changes.</summary>
internal interface IStockFeed
{
    /// <summary>Fills the board and keeps it until it is cancelled.</summary>
    Task KeepAsync(StockBoard board, CancellationToken cancellationToken);
}

namespace Sync.Domain.Stock;

/// <summary>Members by which events grew and that builds before this one would drop. A decision writes them when every silo reads them.</summary>
internal static class StockFormats
{
    /// <summary>The settlement of consigned goods.</summary>
    public const string Settlement = "stock.moved.settlement";

    /// <summary>The version in which these are read first.</summary>
    public const int First = 2;
}

using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Sync.Contracts;

/// <summary>The live stock of one plant, in memory, fed by the journal. Key: the plant, spelled as one segment.</summary>
[Alias("sync.v1.IPlantStockGrain"), GrainInterfaceType("sync.v1.IPlantStockGrain")]
public interface IPlantStockGrain : IGrainWithStringKey, IFeedConsumer
{
    /// <summary>Reads a page of positions.</summary>
    [AlwaysInterleave, Alias("Query")]
    Task<PlantStockPage> Query(PlantStockQuery query);

    /// <summary>Counts what a person should know about the plant's stock.</summary>
    [AlwaysInterleave, Alias("Health")]
    Task<PlantHealth> Health();

    /// <summary>Reads what changed after a cursor, oldest change first, each position once. Answers at once when there is something, when the cursor
    /// is null or of another life of the view (then from the first position on), or else when something changes or the wait is over.</summary>
    /// <param name="after">The cursor of the answer before; null for everything.</param>
    /// <param name="max">Rows in the answer, 1 to 5,000.</param>
    /// <param name="wait">0 to 20 s.</param>
    [AlwaysInterleave, Alias("Changes")]
    Task<PlantStockChanges> Changes(ViewCursor? after, int max, TimeSpan wait);
}

/// <summary>What is asked of a plant's stock. Immutable, thread-safe.</summary>
/// <param name="Item">Only this item.</param>
/// <param name="Location">Only this location.</param>
/// <param name="Status">Only positions that have stock in this status.</param>
/// <param name="AvailableBelow">Only positions whose available quantity is below this.</param>
/// <param name="Sort">The order.</param>
/// <param name="Descending">The order turned round.</param>
/// <param name="After">The cursor of the page before; opaque.</param>
/// <param name="Max">1 to 5,000.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.plant-stock-query")]
public sealed record PlantStockQuery(
    [property: Id(0)] ItemNumber? Item = null,
    [property: Id(1)] LocationId? Location = null,
    [property: Id(2)] StockStatus? Status = null,
    [property: Id(3)] decimal? AvailableBelow = null,
    [property: Id(4)] StockSort Sort = StockSort.Key,
    [property: Id(5)] bool Descending = false,
    [property: Id(6)] string? After = null,
    [property: Id(7)] int Max = 100);

/// <summary>The order of a page.</summary>
public enum StockSort
{
    /// <summary>By location, then item.</summary>
    Key,

    /// <summary>By item, then location.</summary>
    Item,

    /// <summary>By available quantity, then key.</summary>
    Available,

    /// <summary>By on-hand quantity, then key.</summary>
    OnHand,

    /// <summary>By the instant of the newest record, then key.</summary>
    Changed,
}

/// <summary>A page of live stock. Immutable, thread-safe.</summary>
/// <param name="Plant">The plant.</param>
/// <param name="Rows">The positions.</param>
/// <param name="Next">The cursor of the next page; null at the end.</param>
/// <param name="Total">How many positions fit the query.</param>
/// <param name="Behind">How far the view is behind the journal.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.plant-stock-page")]
public sealed record PlantStockPage(
    [property: Id(0)] PlantId Plant,
    [property: Id(1)] ImmutableArray<StockRow> Rows,
    [property: Id(2)] string? Next,
    [property: Id(3)] int Total,
    [property: Id(4)] ViewLag Behind);

/// <summary>How far a view is behind the journal. Immutable, thread-safe.</summary>
/// <param name="Milliseconds">The age of the oldest committed record that the view does not have; 0 when it has all.</param>
/// <param name="AsOf">Everything recorded up to this instant is in the view.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.view-lag")]
public sealed record ViewLag([property: Id(0)] long Milliseconds, [property: Id(1)] DateTimeOffset AsOf);

/// <summary>One position in the live stock of a plant. Immutable, thread-safe.</summary>
/// <param name="Key">Plant, location, item.</param>
/// <param name="Version">The entity's version that the row shows.</param>
/// <param name="Unit">The item's base unit.</param>
/// <param name="Measures">The measures.</param>
/// <param name="InTransitOut">Sent from here and not yet arrived, netted by transfer id: never counted here and at the receiver at once.</param>
/// <param name="Accounts">Balances that are not zero.</param>
/// <param name="ChangedAt">When the newest record was recorded.</param>
/// <param name="OccurredAt">The latest instant that any source reported.</param>
/// <param name="Held">How many updates are held.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.stock-row")]
public sealed record StockRow(
    [property: Id(0)] StockKey Key,
    [property: Id(1)] long Version,
    [property: Id(2)] UnitCode? Unit,
    [property: Id(3)] StockMeasures Measures,
    [property: Id(4)] decimal InTransitOut,
    [property: Id(5)] ImmutableArray<AccountAmount> Accounts,
    [property: Id(6)] DateTimeOffset ChangedAt,
    [property: Id(7)] DateTimeOffset OccurredAt,
    [property: Id(8)] int Held);

/// <summary>An amount on an account, in the item's base unit. Immutable, thread-safe.</summary>
/// <param name="Account">Lot, status, owner.</param>
/// <param name="Amount">The amount; may be negative.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.account-amount")]
public readonly record struct AccountAmount([property: Id(0)] StockAccount Account, [property: Id(1)] decimal Amount);

using System.Text.Json.Serialization;

namespace Sync.Contracts;

/// <summary>The status of stock (STANDARDS 1.5). Consignment is ownership, not a status. The names are stored: they never change.</summary>
[JsonConverter(typeof(EnumWordConverter<StockStatus>))]
public enum StockStatus
{
    /// <summary>Unrestricted: may be used.</summary>
    Available,

    /// <summary>In quality inspection.</summary>
    Quality,

    /// <summary>Blocked.</summary>
    Blocked,

    /// <summary>Returned by a customer, not yet judged.</summary>
    Returned,

    /// <summary>Restricted use, for example in bond.</summary>
    Restricted,

    /// <summary>Sent and not yet arrived. Never physically at a position: it lives in transfer accounts only.</summary>
    InTransit,
}

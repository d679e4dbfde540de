using System.Text.Json.Serialization;

namespace Sync.Contracts;

/// <summary>The kind of a stock movement (STANDARDS 1.5). The names are stored: they never change.</summary>
[JsonConverter(typeof(EnumWordConverter<MovementType>))]
public enum MovementType
{
    /// <summary>Receipt from outside, usually against a purchase order (SAP 101).</summary>
    Receipt,

    /// <summary>Return to the supplier (122, 161).</summary>
    ReturnToSupplier,

    /// <summary>Issue to a cost centre, project or asset (201, 221, 241).</summary>
    Issue,

    /// <summary>Component consumed by a work order (261).</summary>
    ProductionConsume,

    /// <summary>Finished goods received from a work order (101 with order).</summary>
    ProductionOutput,

    /// <summary>By-product of a work order (531).</summary>
    ByProduct,

    /// <summary>Between locations of one plant (311, 313 and 315).</summary>
    Transfer,

    /// <summary>Between statuses (321, 343, 349 and back).</summary>
    StatusChange,

    /// <summary>Goods issue for a delivery (601).</summary>
    Ship,

    /// <summary>Return from a customer (651, 653).</summary>
    CustomerReturn,

    /// <summary>Scrapped (551).</summary>
    Scrap,

    /// <summary>Found by a count (701).</summary>
    CountGain,

    /// <summary>Missing at a count (702).</summary>
    CountLoss,

    /// <summary>Opening stock (561).</summary>
    InitialLoad,

    /// <summary>Correction with a reason, up or down.</summary>
    Adjustment,

    /// <summary>The opposite of an earlier movement (102, 262, 602).</summary>
    Reversal,
}

using System.Text.Json.Serialization;

namespace Sync.Contracts;

/// <summary>What becomes of a movement that is posted into a closed period. It is a fact: it is recorded in any case.</summary>
[JsonConverter(typeof(EnumWordConverter<ClosedPeriodRule>))]
public enum ClosedPeriodRule
{
    /// <summary>It keeps its date, and a case tells a person.</summary>
    Case,

    /// <summary>It is posted on the first open day; the record keeps both dates.</summary>
    FirstOpenDay,
}

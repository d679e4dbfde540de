using System.Text.Json.Serialization;

namespace Sync.Contracts;

/// <summary>Where a claim stands. The names are stored: they never change.</summary>
[JsonConverter(typeof(EnumWordConverter<ClaimStanding>))]
public enum ClaimStanding
{
    /// <summary>The owner has not reported it yet, and there is time.</summary>
    Waiting,

    /// <summary>The owner reported the same: it is confirmed.</summary>
    Matched,

    /// <summary>The owner reported another quantity.</summary>
    Differs,

    /// <summary>The owner did not report it in time.</summary>
    Overdue,
}

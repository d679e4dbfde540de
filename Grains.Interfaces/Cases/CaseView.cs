using System.Text.Json.Serialization;

namespace Sync.Contracts;

/// <summary>Where a case stands.</summary>
[JsonConverter(typeof(EnumWordConverter<CaseStatus>))]
public enum CaseStatus
{
    /// <summary>Opened; the clock runs.</summary>
    Open,

    /// <summary>Seen by somebody; the clock has stopped.</summary>
    Acknowledged,

    /// <summary>Not seen in time.</summary>
    Overdue,

    /// <summary>Closed.</summary>
    Resolved,
}

/// <summary>A case as it stands. Immutable, thread-safe.</summary>
/// <param name="Id">The case's id: <c>code/kind/entity</c>, with slashes as in its entity key.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Reason">Code, message and cure of the newest occurrence.</param>
/// <param name="About">The entity it is about.</param>
/// <param name="Update">The newest update it is about, if any.</param>
/// <param name="Occurrences">How often the cause was seen since it opened, 1 or more.</param>
/// <param name="OpenedAt">When it (last) opened.</param>
/// <param name="DueAt">When it must be acknowledged.</param>
/// <param name="Owner">Who owns it.</param>
/// <param name="ResolvedAt">When it was closed.</param>
/// <param name="Note">What was done.</param>
/// <param name="Version">The entity's version.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.case-view")]
public sealed record CaseView(
    [property: Id(0)] string Id,
    [property: Id(1)] CaseStatus Status,
    [property: Id(2)] Refusal Reason,
    [property: Id(3)] EntityKey About,
    [property: Id(4)] UpdateId? Update,
    [property: Id(5)] int Occurrences,
    [property: Id(6)] DateTimeOffset OpenedAt,
    [property: Id(7)] DateTimeOffset DueAt,
    [property: Id(8)] string? Owner,
    [property: Id(9)] DateTimeOffset? ResolvedAt,
    [property: Id(10)] string? Note,
    [property: Id(11)] long Version);

using Sync.Contracts;

namespace Sync.Domain.Cases;

/// <summary>A case as its decisions need it. Immutable.</summary>
public sealed record CaseState
{
    /// <summary>Where it stands.</summary>
    public CaseStatus Status { get; init; }

    /// <summary>Code, message and cure of the newest occurrence; null as long as it was never opened.</summary>
    public Refusal? Reason { get; init; }

    /// <summary>The entity it is about.</summary>
    public EntityKey? About { get; init; }

    /// <summary>The newest update it is about.</summary>
    public UpdateId? Update { get; init; }

    /// <summary>How often the cause was seen since it opened.</summary>
    public int Occurrences { get; init; }

    /// <summary>When it (last) opened.</summary>
    public DateTimeOffset OpenedAt { get; init; }

    /// <summary>When it must be acknowledged.</summary>
    public DateTimeOffset DueAt { get; init; }

    /// <summary>Who owns it.</summary>
    public string? Owner { get; init; }

    /// <summary>When it was closed.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>What was done.</summary>
    public string? Note { get; init; }

    /// <summary>True from its opening to its closing.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsLive => Reason is not null && Status != CaseStatus.Resolved;
}

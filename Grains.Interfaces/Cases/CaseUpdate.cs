using System.Text.Json.Serialization;

namespace Sync.Contracts;

/// <summary>What can be said to a case. All are requests, except that a case opens whenever the system finds its cause.</summary>
[GenerateSerializer, Immutable, Alias("sync.v1.case")]
public abstract record CaseUpdate : UpdatePayload
{
    private CaseUpdate()
    {
    }

    /// <summary>Internal: something needs a person. Opens the case, or opens it again, or adds to it while it is open.</summary>
    /// <param name="Reason">Code, message and cure.</param>
    /// <param name="About">The entity it is about.</param>
    /// <param name="Update">The update it is about, if one.</param>
    /// <param name="DueAt">When it must be acknowledged; then it is overdue. Absent: 4 hours after it is recorded.</param>
    [GenerateSerializer, Immutable, Alias("sync.v1.case.open")]
    public sealed record Open(
        [property: Id(0)] Refusal Reason,
        [property: Id(1)] EntityKey About,
        [property: Id(2), JsonIgnore(Condition = JsonIgnoreCondition.Never)] UpdateId? Update,
        [property: Id(3)] DateTimeOffset? DueAt = null) : CaseUpdate;

    /// <summary>Take ownership.</summary>
    /// <param name="Owner">Who, 1 to 100 characters.</param>
    [GenerateSerializer, Immutable, Alias("sync.v1.case.own")]
    public sealed record Own([property: Id(0)] string Owner) : CaseUpdate;

    /// <summary>Say that it has been seen; stops the clock.</summary>
    /// <param name="By">Who.</param>
    [GenerateSerializer, Immutable, Alias("sync.v1.case.acknowledge")]
    public sealed record Acknowledge([property: Id(0)] string By) : CaseUpdate;

    /// <summary>Close it.</summary>
    /// <param name="By">Who, or <c>system</c> when the cause went away.</param>
    /// <param name="Note">What was done, at most 1,000 characters.</param>
    [GenerateSerializer, Immutable, Alias("sync.v1.case.resolve")]
    public sealed record Resolve(
        [property: Id(0)] string By,
        [property: Id(1)] string? Note = null) : CaseUpdate;

    /// <summary>Internal: the clock ran out.</summary>
    /// <param name="DueAt">The due time it was set for; another one by now: nothing happens.</param>
    [GenerateSerializer, Immutable, Alias("sync.v1.case.fall-due")]
    public sealed record FallDue([property: Id(0)] DateTimeOffset DueAt) : CaseUpdate;
}

using System.Text.Json.Serialization;

namespace Sync.Contracts;

/// <summary>Says whose report of a movement counts. The report of any other source is a claim: it moves nothing, and is matched to the owner's by
/// document, lot and quantity. Immutable, thread-safe.</summary>
/// <param name="Owner">The source that owns the movement; with a <c>*</c> at its end, every source that begins so. <c>*</c> alone: every source counts.</param>
/// <param name="Movement">The type of movement; absent: every one.</param>
/// <param name="Location">The location; absent: every one of the plant.</param>
/// <param name="From">The first instant of occurrence for which the rule holds; absent: since ever.</param>
/// <param name="Until">The first instant for which it holds no more; absent: for ever.</param>
/// <param name="ToleranceMinutes">How far the instants of claim and report may lie apart, in minutes; 1,440 unless stated, at most 129,600 (90 days).</param>
/// <param name="WaitMinutes">How long a claim waits for the owner's report before it becomes a case, in minutes; 1,440 unless stated, at most 129,600.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.ownership-rule")]
public sealed record OwnershipRule(
    [property: Id(0)] string Owner,
    [property: Id(1)] MovementType? Movement = null,
    [property: Id(2)] LocationId? Location = null,
    [property: Id(3)] DateTimeOffset? From = null,
    [property: Id(4)] DateTimeOffset? Until = null,
    [property: Id(5)] int ToleranceMinutes = OwnershipRule.DefaultMinutes,
    [property: Id(6)] int WaitMinutes = OwnershipRule.DefaultMinutes)
{
    /// <summary>A day.</summary>
    public const int DefaultMinutes = 1_440;

    /// <summary>How far the instants of claim and report may lie apart.</summary>
    [JsonIgnore]
    public TimeSpan Tolerance => TimeSpan.FromMinutes(ToleranceMinutes);

    /// <summary>How long a claim waits.</summary>
    [JsonIgnore]
    public TimeSpan Wait => TimeSpan.FromMinutes(WaitMinutes);

    /// <summary>True when the rule speaks of a movement at a location and an instant.</summary>
    public bool Fits(MovementType movement, LocationId location, DateTimeOffset at) =>
        (Movement ?? movement) == movement && (Location ?? location) == location && !(at < From) && !(at >= Until);

    /// <summary>True when the source is the owner.</summary>
    public bool Owns(string source) => Owner.EndsWith('*')
        ? source.AsSpan().StartsWith(Owner.AsSpan(0, Owner.Length - 1), StringComparison.Ordinal)
        : string.Equals(source, Owner, StringComparison.Ordinal);
}

namespace Sync.Contracts;

/// <summary>An update that waits: it is kept, and not in the numbers. Immutable, thread-safe.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Type">Its type, for example <c>com.orleanssync.stock.received.v1</c>.</param>
/// <param name="Words">What it says and why it waits, as a sentence.</param>
/// <param name="Reason">Why, and the cure.</param>
/// <param name="OccurredAt">When it happened, plant time.</param>
/// <param name="Since">Since when it waits, plant time.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.held-explained")]
public sealed record HeldExplained(
    [property: Id(0)] UpdateId Id,
    [property: Id(1)] string Type,
    [property: Id(2)] string Words,
    [property: Id(3)] Refusal Reason,
    [property: Id(4)] DateTimeOffset? OccurredAt,
    [property: Id(5)] DateTimeOffset Since);

/// <summary>Something that is under way. Immutable, thread-safe.</summary>
/// <param name="Kind"><c>transfer</c> or <c>reservation</c>.</param>
/// <param name="Id">Its id.</param>
/// <param name="Words">What it is, as a sentence.</param>
/// <param name="Quantity">How much, in the base unit.</param>
/// <param name="Owner">Who it is for, or where it goes.</param>
/// <param name="Since">When it left, plant time.</param>
/// <param name="ExpiresAt">When it ends by itself, plant time.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.in-flight")]
public sealed record InFlight(
    [property: Id(0)] string Kind,
    [property: Id(1)] string Id,
    [property: Id(2)] string Words,
    [property: Id(3)] decimal Quantity,
    [property: Id(4)] string Owner,
    [property: Id(5)] DateTimeOffset? Since,
    [property: Id(6)] DateTimeOffset? ExpiresAt);

/// <summary>Who owns the next step, and what is safe to do. Immutable, thread-safe.</summary>
/// <param name="Owner">A name, a source, or a role; <c>nobody</c> when there is nothing to do.</param>
/// <param name="Words">What to do and what happens then, as sentences.</param>
/// <param name="Code">The error code behind it, if any.</param>
/// <param name="Case">The case about it, if one is open.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.next-step")]
public sealed record NextStep(
    [property: Id(0)] string Owner,
    [property: Id(1)] string Words,
    [property: Id(2)] string? Code = null,
    [property: Id(3)] string? Case = null);

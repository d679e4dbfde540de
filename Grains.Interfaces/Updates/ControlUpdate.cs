namespace Sync.Contracts;

/// <summary>What operators and flows say to any entity about its held updates. Never accepted from outside as an update.</summary>
[GenerateSerializer, Immutable, Alias("sync.v1.control")]
public abstract record ControlUpdate : UpdatePayload
{
    private ControlUpdate()
    {
    }

    /// <summary>Decide the held updates again: what they waited for may have come.</summary>
    /// <param name="Only">The identity of one held update; absent: all.</param>
    [GenerateSerializer, Immutable, Alias("sync.v1.control.resume")]
    public sealed record Resume([property: Id(0)] UpdateId? Only = null) : ControlUpdate;

    /// <summary>Give up one held update. It stays in the journal with the reason.</summary>
    /// <param name="Held">The identity of the held update.</param>
    /// <param name="Reason">Why, for the audit; 1 to 500 characters.</param>
    /// <param name="By">Who decided.</param>
    [GenerateSerializer, Immutable, Alias("sync.v1.control.discard")]
    public sealed record Discard(
        [property: Id(0)] UpdateId Held,
        [property: Id(1)] string Reason,
        [property: Id(2)] string By) : ControlUpdate;
}

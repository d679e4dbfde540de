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

    /// <summary>The source has started its numbers again: what is held as a conflict, and every later update that says the old epoch and is not a repetition, belongs
    /// to a new epoch at this entity.</summary>
    /// <param name="Held">The identity of one update that is held as a conflict.</param>
    /// <param name="Reason">Why, for the audit; 1 to 500 characters.</param>
    /// <param name="By">Who decided.</param>
    [GenerateSerializer, Immutable, Alias("sync.v1.control.new-epoch")]
    public sealed record NewEpoch(
        [property: Id(0)] UpdateId Held,
        [property: Id(1)] string Reason,
        [property: Id(2)] string By) : ControlUpdate;

    /// <summary>Replace what a held update says. The original stays in the journal; the corrected one is decided at once, or when its turn comes.</summary>
    /// <param name="Held">The identity of the held update.</param>
    /// <param name="Event">The corrected update as a CloudEvent, with the same identity, target and type.</param>
    /// <param name="Reason">Why, for the audit; 1 to 500 characters.</param>
    /// <param name="By">Who decided.</param>
    [GenerateSerializer, Immutable, Alias("sync.v1.control.fix")]
    public sealed record Fix(
        [property: Id(0)] UpdateId Held,
        [property: Id(1)] string Event,
        [property: Id(2)] string Reason,
        [property: Id(3)] string By) : ControlUpdate;

    /// <summary>Sequences of a source will never come. Later updates that waited for them go on.</summary>
    /// <param name="Source">The source.</param>
    /// <param name="Epoch">The epoch of its numbers.</param>
    /// <param name="From">The first sequence that does not exist.</param>
    /// <param name="To">The last sequence that does not exist.</param>
    /// <param name="Reason">Why, for the audit; 1 to 500 characters.</param>
    /// <param name="By">Who decided.</param>
    [GenerateSerializer, Immutable, Alias("sync.v1.control.declare-missing")]
    public sealed record DeclareMissing(
        [property: Id(0)] string Source,
        [property: Id(1)] int Epoch,
        [property: Id(2)] long From,
        [property: Id(3)] long To,
        [property: Id(4)] string Reason,
        [property: Id(5)] string By) : ControlUpdate;

    /// <summary>The time for closing a gap is up: a person is told when the update still waits for it.</summary>
    /// <param name="Held">The identity of the update that waits.</param>
    [GenerateSerializer, Immutable, Alias("sync.v1.control.gap-due")]
    public sealed record GapDue([property: Id(0)] UpdateId Held) : ControlUpdate;
}

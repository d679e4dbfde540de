namespace Sync.Contracts;

/// <summary>A hole in the strict sequence of a source at one entity. Immutable, thread-safe.</summary>
/// <param name="Source">The source.</param>
/// <param name="Epoch">The epoch of its numbers.</param>
/// <param name="From">The first sequence that is missing.</param>
/// <param name="To">The last sequence that is missing.</param>
/// <param name="Since">Since when updates wait for it.</param>
[GenerateSerializer, Immutable, Alias("sync.v1.sequence-gap")]
public sealed record SequenceGap(
    [property: Id(0)] string Source,
    [property: Id(1)] int Epoch,
    [property: Id(2)] long From,
    [property: Id(3)] long To,
    [property: Id(4)] DateTimeOffset Since)
{
    /// <summary>The range as people write it: <c>7</c>, or <c>7 to 9</c>.</summary>
    public string Range => From == To ? $"{From}" : $"{From} to {To}";
}

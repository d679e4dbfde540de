namespace Sync.Domain.Kernel;

/// <summary>What an agreement with a source says of the identity of one update. It stands in the record, so that the record is remembered the same way
/// whatever is agreed later.</summary>
/// <param name="SequenceFrom">The first number of the source's sequence, where the sequence says the identity; absent where it does not.</param>
/// <param name="SameAs">The version of a record with the same content under another identity; absent where none is known or nobody asked.</param>
public sealed record IdentityMark(long? SequenceFrom = null, long? SameAs = null);

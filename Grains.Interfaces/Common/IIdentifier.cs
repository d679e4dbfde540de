namespace Sync.Contracts;

/// <summary>A typed business identifier: 1 to 64 characters, ordinal and case-sensitive, no control characters, no outer white space.</summary>
/// <typeparam name="TSelf">The identifier type itself.</typeparam>
public interface IIdentifier<TSelf>
    where TSelf : struct, IIdentifier<TSelf>
{
    /// <summary>The text as the source wrote it. The <c>default</c> value has empty text and is never accepted at an edge.</summary>
    string Value { get; }

    /// <summary>Wraps text that has been checked by <see cref="Identifiers.IsValid(string?)"/>.</summary>
    /// <exception cref="FormatException">The text is not a valid identifier.</exception>
    static abstract TSelf Parse(string text);
}

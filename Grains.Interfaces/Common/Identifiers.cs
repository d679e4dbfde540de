namespace Sync.Contracts;

/// <summary>The one rule for business identifiers, and their spelling inside entity keys. Thread-safe.</summary>
public static class Identifiers
{
    /// <summary>The greatest length of an identifier, in characters.</summary>
    public const int MaxLength = 64;

    /// <summary>True for 1 to 64 characters without control characters and without white space at either end.</summary>
    public static bool IsValid(string? text) => text is not null && IsValid(text.AsSpan());

    /// <summary>True for 1 to 64 characters without control characters and without white space at either end.</summary>
    public static bool IsValid(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > MaxLength) return false;
        if (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1])) return false;
        foreach (var c in text)
            if (char.IsControl(c) || char.IsSurrogate(c)) return false;
        return true;
    }

    /// <summary>Returns the text, or throws when it is not a valid identifier.</summary>
    /// <exception cref="FormatException">The text breaks the rule; the message names it.</exception>
    public static string Check(string? text, string what) => IsValid(text)
        ? text!
        : throw new FormatException($"{what} '{text}' must be 1 to {MaxLength} characters without control characters and outer white space");

    /// <summary>Spells an identifier as one segment of a key: <c>%</c> and <c>/</c> are percent-encoded, everything else stays.</summary>
    public static string ToSegment(string value) =>
        value.AsSpan().IndexOfAny('%', '/') < 0 ? value : value.Replace("%", "%25").Replace("/", "%2F");

    /// <summary>Reads a segment written by <see cref="ToSegment"/>. Unknown escapes stay as they are.</summary>
    public static string FromSegment(string segment) =>
        segment.Contains('%') ? segment.Replace("%2F", "/").Replace("%2f", "/").Replace("%25", "%") : segment;
}

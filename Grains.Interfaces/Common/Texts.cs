namespace Sync.Contracts;

/// <summary>Rules for free text, and how a value is shown in a message. Thread-safe.</summary>
internal static class Texts
{
    private const int Shown = 80;

    /// <summary>1 to <paramref name="max"/> characters without control characters and unpaired surrogates.</summary>
    public static bool IsLine(string? text, int max) => text is { Length: > 0 } && text.Length <= max && IsClean(text, lines: false);

    /// <summary>As <see cref="IsLine"/>, with tabs and line ends allowed.</summary>
    public static bool IsText(string? text, int max) => text is { Length: > 0 } && text.Length <= max && IsClean(text, lines: true);

    /// <summary>The value for a message: at most 80 characters, nothing that breaks a line of a log.</summary>
    public static string Shorten(ReadOnlySpan<char> value)
    {
        Span<char> clean = stackalloc char[Shown];
        var cut = value.Length > Shown ? value[..Shown] : value;
        for (var i = 0; i < cut.Length; i++) clean[i] = char.IsControl(cut[i]) || char.IsSurrogate(cut[i]) ? '?' : cut[i];
        return value.Length > Shown ? $"{clean}..." : new string(clean[..cut.Length]);
    }

    private static bool IsClean(string text, bool lines)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsControl(c) && !(lines && c is '\t' or '\r' or '\n')) return false;
            if (!char.IsSurrogate(c)) continue;
            if (!char.IsHighSurrogate(c) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1])) return false;
            i++;
        }

        return true;
    }
}

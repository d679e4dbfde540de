using System.Buffers;

namespace Sync.Contracts;

/// <summary>The W3C Trace Context <c>traceparent</c>. Thread-safe.</summary>
internal static class TraceParents
{
    private const int Length = 55;
    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");

    /// <summary>The trace context in the form of version 00, or null when it is not valid: a broken trace is dropped, never a reason to refuse.</summary>
    // 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01   (Trace Context, section 3.2.2; later versions may be longer)
    public static string? Read(string? given)
    {
        var text = given.AsSpan();
        if (text.Length < Length || text[2] != '-' || text[35] != '-' || text[52] != '-') return null;
        var version = text[..2];
        if (!IsHex(version) || version is "ff") return null;
        if (text.Length > Length && (version is "00" || text[Length] != '-')) return null;
        var trace = text[3..35];
        var parent = text[36..52];
        if (!IsHex(trace) || !IsHex(parent) || !IsHex(text[53..55])) return null;
        if (trace.IndexOfAnyExcept('0') < 0 || parent.IndexOfAnyExcept('0') < 0) return null;
        return version is "00" ? given : $"00{text[2..Length]}";
    }

    private static bool IsHex(ReadOnlySpan<char> text) => text.IndexOfAnyExcept(Hex) < 0;
}

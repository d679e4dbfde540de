using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Sync.Contracts;

namespace Sync.Grains.Streams;

/// <summary>What a message looks like to a person: what looks like a secret is blotted out, by its name or its form. The stored bytes stay as they
/// came. Thread-safe.</summary>
internal static partial class Redaction
{
    private const string Blank = "***";
    private const string Names = "password|passwd|pwd|secret|token|api[-_]?key|authorization|credential|private[-_]?key|cookie";

    /// <summary>Bytes that are looked at, and characters that are shown.</summary>
    private const int Looked = 1024 * 1024;
    private const int Shown = 64 * 1024;
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>The text to show, null where there is none, and whether it is only the beginning.</summary>
    public static (string? Text, bool Cut) Show(ReadOnlySpan<byte> body)
    {
        var cut = body.Length > Looked;
        // A character is not cut in two.
        if (cut) body = body[..(Looked - TailLength(body[..Looked]))];
        try
        {
            var text = Blot(Strict.GetString(body));
            return text.Contains('\0') ? (null, false) : text.Length > Shown ? (text[..Shown], true) : (text, cut);
        }
        catch (Exception e) when (e is DecoderFallbackException or RegexMatchTimeoutException)
        {
            return (null, false);
        }
    }

    public static ImmutableArray<InboundHeader> Blot(ImmutableArray<InboundHeader> headers) =>
        [.. headers.Select(static h => SecretName().IsMatch(h.Name) ? h with { Value = Blank } : h with { Value = Blot(h.Value) })];

    // {"password":"x"}   Authorization: Bearer x   Host=db;Password=x   https://user:x@host
    private static string Blot(string text)
    {
        text = Member().Replace(text, $"${{name}}\"{Blank}\"");
        text = Scheme().Replace(text, $"${{name}} {Blank}");
        text = Pair().Replace(text, $"${{name}}{Blank}");
        return UserInfo().Replace(text, $"://{Blank}@");
    }

    private static int TailLength(ReadOnlySpan<byte> body)
    {
        var tail = 0;
        while (tail < 3 && (body[^(tail + 1)] & 0xC0) == 0x80) tail++;
        return tail + 1;
    }

    [GeneratedRegex(Names, RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SecretName();

    [GeneratedRegex("(?<name>\"[^\"\\r\\n]*(?:" + Names + ")[^\"\\r\\n]*\"\\s*:\\s*)(?:\"(?:[^\"\\\\]|\\\\.)*\"?|[^\\s,}\\]\\[{\"]+)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Member();

    [GeneratedRegex(@"\b(?<name>Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{4,}", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Scheme();

    [GeneratedRegex(@"(?<name>(?:" + Names + @")\s*=\s*)[^;&\s""<>]+", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pair();

    [GeneratedRegex(@"://[^/\s:@""]+:[^/\s@""]+@", RegexOptions.None, 1000)]
    private static partial Regex UserInfo();
}

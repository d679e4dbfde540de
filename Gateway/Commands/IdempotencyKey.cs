namespace Sync.Gateway.Commands;

/// <summary>The header <c>Idempotency-Key</c>: a quoted structured-field string, or plain text.</summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";

    /// <summary>The key, null where there is none; or why it cannot be used.</summary>
    public static (string? Key, Refusal? Refusal) Read(HttpRequest request) => request.Headers[Header] switch
    {
        [] => (null, null),
        [{ } one] when Unquote(one) is { } key => (key, null),
        [_] => (null, ErrorCodes.IdempotencyKeyMisplaced.With($"Idempotency-Key is not 1 to {UpdateId.MaxLength} printable characters, quoted or plain")),
        _ => (null, ErrorCodes.IdempotencyKeyMisplaced.With("Idempotency-Key is given more than once")),
    };

    // "8e03978e-40d5-43dd-bc93-6894a57f9324"   (RFC 9651 String: backslash escapes quote and backslash)
    private static string? Unquote(string header)
    {
        var text = header.Trim();
        if (text is ['"', .. var inner, '"']) text = inner.Replace("\\\"", "\"").Replace("\\\\", "\\");
        return text.Length is > 0 and <= UpdateId.MaxLength && !text.Any(char.IsControl) ? text : null;
    }
}

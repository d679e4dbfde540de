namespace Sync.Contracts;

/// <summary>Form and range of what adapters publish. Thread-safe.</summary>
public static class InboxRules
{
    /// <summary>Null, or why a stream cannot have this name.</summary>
    public static Refusal? CheckStream(string stream) =>
        stream.Length is > 0 and <= InboxLimits.MaxName && char.IsAsciiLetterOrDigit(stream[0]) && stream.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_')
            ? null
            : ErrorCodes.InboxInvalid.With($"stream '{Texts.Shorten(stream)}' is not 1 to {InboxLimits.MaxName} letters, digits, dots, hyphens and underscores");

    /// <summary>Null, or why a message cannot be taken.</summary>
    public static Refusal? Check(InboundMessage message)
    {
        if (!Texts.IsLine(message.Id, UpdateId.MaxLength)) return Member("id", message.Id);
        if (!Texts.IsLine(message.MediaType, UpdateId.MaxLength)) return Member("media type", message.MediaType);
        if (message.Key is { } key && !Texts.IsLine(key, UpdateId.MaxLength)) return Member("key", key);
        if (message.Body.IsDefault || message.Headers.IsDefault) return ErrorCodes.InboxInvalid.With("a message without a body or headers has empty ones");
        if (message.Headers.Length > InboxLimits.MaxHeaders) return ErrorCodes.InboxInvalid.With($"a message has {message.Headers.Length} headers: {InboxLimits.MaxHeaders} are taken");
        return message.Body.Length > InboxLimits.MaxBodyBytes ? ErrorCodes.TooLarge.With($"the message has {message.Body.Length} bytes: {InboxLimits.MaxBodyBytes} are taken") : null;
    }

    private static Refusal Member(string name, string? value) =>
        ErrorCodes.InboxInvalid.With($"the {name} '{Texts.Shorten(value)}' is not 1 to {UpdateId.MaxLength} characters without control characters");
}

namespace Sync.Contracts;

/// <summary>The form of texts in payloads from outside.</summary>
internal static class Fields
{
    private const int MaxKind = 32;
    private const int MaxName = 200;

    /// <summary>1 to 200 characters on one line.</summary>
    public static Refusal? Line(string member, string? value, int max = UpdateId.MaxLength) => Texts.IsLine(value, max)
        ? null
        : ErrorCodes.FieldInvalid.With($"data.{member} '{Texts.Shorten(value)}' is not 1 to {max} characters without control characters");

    public static Refusal? Text(string member, string? value, int max) => Texts.IsText(value, max)
        ? null
        : ErrorCodes.FieldInvalid.With($"data.{member} '{Texts.Shorten(value)}' is not 1 to {max} characters without control characters");

    /// <summary>A name for people: absent or 1 to 200 characters.</summary>
    public static Refusal? Name(string? value) => value is null ? null : Line("name", value, MaxName);

    public static Refusal? Reference(DocumentReference? reference) => reference is null
        ? null
        : Line("reference.kind", reference.Kind, MaxKind) ?? Line("reference.number", reference.Number) ?? (reference.Line is { } line ? Line("reference.line", line) : null);
}

using System.Text.Json;

namespace Sync.Contracts;

/// <summary>Says what the generated reader did not like in words of the API: member, byte and what was expected, without names of our types.</summary>
internal static class PayloadErrors
{
    private const string Generated = " Path: $";
    private const string MissingMembers = "missing required properties including:";

    public static Refusal Describe(JsonException error, ReadOnlySpan<byte> json, int offset)
    {
        var place = $"data{error.Path?.TrimStart('$')} (near byte {offset + Position(error, json)})";
        var text = error.Message;
        if (text.IndexOf(MissingMembers, StringComparison.Ordinal) is >= 0 and var at)
            return ErrorCodes.FieldMissing.With($"{place} lacks {text[(at + MissingMembers.Length)..].Split('.')[0].Trim()}");
        return ErrorCodes.InvalidPayload.With($"{place}: {(text.Contains(Generated, StringComparison.Ordinal) ? Reason(text) : text)}");
    }

    private static string Reason(string text)
    {
        if (text.Contains("could not be mapped", StringComparison.Ordinal)) return "no such member is known here";
        if (text.StartsWith("Duplicate property", StringComparison.Ordinal)) return "the member is given twice";
        if (text.Contains("System.Boolean", StringComparison.Ordinal)) return "true or false is expected";
        if (text.Contains("System.Int", StringComparison.Ordinal)) return "a whole number in range is expected";
        if (text.Contains("System.String", StringComparison.Ordinal)) return "a text is expected";
        return text.Contains("ImmutableArray", StringComparison.Ordinal) ? "a list is expected" : "the value does not fit: see the schema of the type";
    }

    private static long Position(JsonException error, ReadOnlySpan<byte> json)
    {
        var start = 0;
        for (var line = error.LineNumber ?? 0; line > 0; line--)
        {
            var end = json[start..].IndexOf((byte)'\n');
            if (end < 0) break;
            start += end + 1;
        }

        return start + (error.BytePositionInLine ?? 0);
    }
}

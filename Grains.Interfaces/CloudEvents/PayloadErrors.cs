using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Sync.Contracts;

/// <summary>Says what the generated reader did not like in words of the API: member, byte and what was expected, without names of our types.</summary>
internal static class PayloadErrors
{
    private const string MissingMembers = "missing required properties including:";

    public static Refusal Describe(JsonException error, JsonTypeInfo type, ReadOnlySpan<byte> json, int offset)
    {
        var place = $"data{error.Path?.TrimStart('$')} (near byte {offset + Position(error, json)})";
        var text = error.Message;
        if (text.IndexOf(MissingMembers, StringComparison.Ordinal) is >= 0 and var at)
            return ErrorCodes.FieldMissing.With($"{place} lacks {text[(at + MissingMembers.Length)..].Split('.')[0].Trim()}");
        return ErrorCodes.InvalidPayload.With($"{place}: {(IsGenerated(text) ? Reason(text, error, type) : text)}");
    }

    /// <summary>Our converters speak in words of the API; the library names types and paths.</summary>
    private static bool IsGenerated(string text) =>
        text.StartsWith("The JSON ", StringComparison.Ordinal) || text.StartsWith("JSON ", StringComparison.Ordinal)
        || text.StartsWith("Duplicate property", StringComparison.Ordinal) || text.Contains(" Path: $", StringComparison.Ordinal);

    private static string Reason(string text, JsonException error, JsonTypeInfo type)
    {
        if (text.Contains("could not be mapped", StringComparison.Ordinal)) return "no such member is known here";
        if (text.StartsWith("Duplicate property", StringComparison.Ordinal)) return "the member is given twice";
        return $"{Expected(error.Path, type)} is expected";
    }

    private static string Expected(string? path, JsonTypeInfo type)
    {
        var at = type.Type;
        foreach (var part in (path ?? "").TrimStart('$').Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            var name = part.Split('[')[0];
            if (type.Options.GetTypeInfo(at).Properties.FirstOrDefault(p => p.Name == name) is not { } member) break;
            at = Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType;
            if (part.EndsWith(']') && at.IsGenericType) at = at.GetGenericArguments()[0];
        }

        if (at == typeof(bool)) return "true or false";
        if (at == typeof(int) || at == typeof(long)) return "a whole number in range";
        if (at == typeof(string)) return "a text";
        return at.IsGenericType ? "a list" : "an object of the form that the schema of the type shows";
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

namespace Sync.Gateway.Updates;

/// <summary>CloudEvents in binary mode: attributes are headers named <c>ce-NAME</c>, the body is the data.</summary>
internal static class BinaryMode
{
    private const string Prefix = "ce-";

    public static bool HasAttributes(HttpRequest request) => request.Headers.Keys.Any(IsAttribute);

    /// <summary>Each attribute with its decoded value; one that comes twice is given twice, and refused by the codec.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Attributes(HttpRequest request) =>
        from header in request.Headers
        where IsAttribute(header.Key)
        from value in header.Value
        where value is not null
        select new KeyValuePair<string, string>(header.Key[Prefix.Length..].ToLowerInvariant(), Decode(value));

    private static bool IsAttribute(string name) => name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    // ce-subject: P100/RM01/Schraube%20M8   (CloudEvents HTTP binding 3.1.3.2: quotes off, then percent-decoding once)
    private static string Decode(string value)
    {
        if (value is ['"', .. var inner, '"']) value = inner.Replace("\\\"", "\"").Replace("\\\\", "\\");
        return Uri.UnescapeDataString(value);
    }
}

using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Sync.Factory.Reporting;

/// <summary>A digest of a JSON value that ignores the order of members, white space and the spelling of numbers.</summary>
internal static class CanonicalJson
{
    public static UInt128 Digest(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Undefined) return 0;
        var text = new StringBuilder();
        Write(text, json);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()), hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    private static void Write(StringBuilder text, JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                text.Append('{');
                foreach (var member in json.EnumerateObject().OrderBy(m => m.Name, StringComparer.Ordinal))
                {
                    text.Append(member.Name.Length).Append(':').Append(member.Name);
                    Write(text, member.Value);
                }

                text.Append('}');
                break;
            case JsonValueKind.Array:
                text.Append('[');
                foreach (var element in json.EnumerateArray()) Write(text, element);
                text.Append(']');
                break;
            case JsonValueKind.Number when json.TryGetDecimal(out var number):
                text.Append((number / 1.000000000000000000000000000000000m).ToString(CultureInfo.InvariantCulture)).Append(';');
                break;
            case JsonValueKind.String:
                var value = json.GetString()!;
                text.Append('"').Append(value.Length).Append(':').Append(value);
                break;
            default:
                text.Append(json.GetRawText()).Append(';');
                break;
        }
    }
}

using System.Text;

namespace Sync.Gateway.Access;

/// <summary>The key in an <c>Authorization</c> header: <c>Bearer KEY</c>, or <c>Basic</c> with the key as password and any user name.</summary>
internal static class ApiKeyCredential
{
    private const string Bearer = "Bearer ";
    private const string Basic = "Basic ";

    public static bool TryRead(HttpRequest request, out string key, out bool isBasic)
    {
        (key, isBasic) = ("", false);
        if (request.Headers.Authorization is not [{ Length: > 0 } header]) return false;
        if (header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            key = header[Bearer.Length..].Trim();
        }
        else if (header.StartsWith(Basic, StringComparison.OrdinalIgnoreCase))
        {
            isBasic = true;
            key = Password(header.AsSpan(Basic.Length).Trim());
        }

        return key.Length is > 0 and <= KeyText.MaxLength;
    }

    private static string Password(ReadOnlySpan<char> base64)
    {
        Span<byte> bytes = stackalloc byte[2 * KeyText.MaxLength];
        if (!Convert.TryFromBase64Chars(base64, bytes, out var length)) return "";
        var text = Encoding.UTF8.GetString(bytes[..length]);
        return text[(text.IndexOf(':') + 1)..];
    }
}

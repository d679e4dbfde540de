using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Sync.Adapters;

/// <summary>A Standard Webhooks secret: <c>whsec_</c> and base64 of 24 to 64 bytes (STANDARDS 9.2). Immutable, thread-safe.</summary>
internal sealed class WebhookSecret
{
    public const string Prefix = "whsec_";
    private readonly byte[] _key;

    private WebhookSecret(byte[] key) => _key = key;

    /// <summary>Reads a secret. The text is never part of a message.</summary>
    public static bool TryParse(string? text, out WebhookSecret secret)
    {
        secret = null!;
        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        var key = new byte[64];
        if (!Convert.TryFromBase64String(text[Prefix.Length..], key, out var length) || length < 24) return false;
        secret = new WebhookSecret(key[..length]);
        return true;
    }

    /// <summary>Reads a secret that has been checked.</summary>
    /// <exception cref="FormatException">It is not one.</exception>
    public static WebhookSecret Parse(string text) =>
        TryParse(text, out var secret) ? secret : throw new FormatException("the secret is not whsec_ and base64 of 24 to 64 bytes");

    /// <summary>The value of <c>webhook-signature</c>: HMAC-SHA256 over <c>{id}.{timestamp}.{body}</c>.</summary>
    public string Sign(string id, long timestamp, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        hmac.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.")));
        hmac.AppendData(body);
        return "v1," + Convert.ToBase64String(hmac.GetHashAndReset());
    }
}

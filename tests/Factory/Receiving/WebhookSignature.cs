using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Sync.Factory.Receiving;

/// <summary>Verifies Standard Webhooks signatures. Written from the standard and not from the system's code: a witness does not borrow.</summary>
internal sealed class WebhookSignature
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);
    private readonly byte[] _key;

    public WebhookSignature(string secret) => _key = Convert.FromBase64String(secret["whsec_".Length..]);

    /// <summary>Null when one of the signatures is right and the time is near, else what is wrong.</summary>
    public string? Objection(string id, string timestamp, string signatures, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (id.Length == 0) return "webhook-id is missing";
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return "webhook-timestamp is not a number";
        if ((now - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() > Tolerance) return "webhook-timestamp is more than 5 minutes off";
        var expected = Sign($"{id}.{timestamp}.", body);
        foreach (var signature in signatures.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            if (CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(signature))) return null;
        return "webhook-signature does not fit";
    }

    private byte[] Sign(string prefix, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        hmac.AppendData(Encoding.UTF8.GetBytes(prefix));
        hmac.AppendData(body);
        return Encoding.UTF8.GetBytes("v1," + Convert.ToBase64String(hmac.GetHashAndReset()));
    }
}

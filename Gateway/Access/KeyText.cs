using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Sync.Gateway.Access;

/// <summary>How API keys are made and hashed. A key has 256 random bits, so a plain hash of it tells nothing.</summary>
internal static class KeyText
{
    public const string OperatorPrefix = "osk_";
    public const string Prefix = "ok_";

    /// <summary>No key is longer; what is longer is not even hashed.</summary>
    public const int MaxLength = 128;

    private const int RandomBytes = 32;

    public static string Make(string prefix) => prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));

    public static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}

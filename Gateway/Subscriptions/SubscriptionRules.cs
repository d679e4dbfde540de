using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Sync.Gateway.Access;

namespace Sync.Gateway.Subscriptions;

/// <summary>What a subscription may be, and for whom.</summary>
internal static partial class SubscriptionRules
{
    private const string SecretPrefix = "whsec_";
    private const int SecretBytes = 32;
    private const int MaxEntries = 1_000;

    private static readonly ImmutableArray<string> Kinds = [EntityKinds.Stock, EntityKinds.Item, EntityKinds.Plant, EntityKinds.Case];

    public static string NewSecret() => SecretPrefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>The profile, or what is wrong with the request.</summary>
    public static (SubscriptionProfile? Profile, Refusal? Refusal) Read(string id, SubscriptionRequest r, string secret, Caller caller)
    {
        var filter = new ChangeFilter(r.Filter?.Kinds ?? [], r.Filter?.Plants ?? [], r.Filter?.Items ?? []);
        if (!Uri.TryCreate(r.Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https")) return Wrong($"url '{r.Url}' is not an absolute http or https address");
        if (!string.IsNullOrEmpty(url.UserInfo)) return Wrong("url carries a user name or password: use the signature to know who calls");
        if (!IsId(id)) return Wrong($"the id '{id}' is not 1 to 64 lower-case letters, digits and hyphens");
        if (secret.Length > 0 && !IsSecret(secret)) return Wrong("secret is not whsec_ and the base64 of 24 to 64 bytes");
        if (r.MaxInFlight is < 1 or > 256) return Wrong($"maxInFlight {r.MaxInFlight} is not 1 to 256");
        if (r.TimeoutSeconds is < 1 or > 60) return Wrong($"timeoutSeconds {r.TimeoutSeconds} is not 1 to 60");
        if (filter.Kinds.FirstOrDefault(k => !Kinds.Contains(k)) is { } kind) return Wrong($"filter.kinds has '{kind}': {string.Join(", ", Kinds)} are known");
        if (filter.Plants.Concat(filter.Items).FirstOrDefault(i => !Identifiers.IsValid(i)) is { } wrong) return Wrong($"filter has '{wrong}', which is not an identifier");
        if (filter.Plants.Length > MaxEntries || filter.Items.Length > MaxEntries) return Wrong($"filter has more than {MaxEntries} entries in one list");
        return MayUse(caller, filter)
            ? (new SubscriptionProfile(id, url, secret, filter, r.Start, r.Paused, r.MaxInFlight, r.TimeoutSeconds), null)
            : (null, ErrorCodes.Forbidden.With($"the key '{caller.Name}' is for some plants only: filter.plants must name plants among them"));
    }

    /// <summary>A key that is limited to plants reaches only subscriptions to those.</summary>
    public static bool MayUse(Caller caller, ChangeFilter filter) => caller.Everywhere || (filter.Plants.Length > 0 && filter.Plants.All(caller.MayPlant));

    public static bool IsId(string id) => Id().IsMatch(id);

    private static bool IsSecret(string secret)
    {
        Span<byte> bytes = stackalloc byte[96];
        return secret.StartsWith(SecretPrefix, StringComparison.Ordinal)
            && Convert.TryFromBase64String(secret[SecretPrefix.Length..], bytes, out var length) && length is >= 24 and <= 64;
    }

    private static (SubscriptionProfile?, Refusal) Wrong(string message) => (null, ErrorCodes.SubscriptionInvalid.With(message));

    [GeneratedRegex("^[a-z0-9-]{1,64}$")]
    private static partial Regex Id();
}

using System.Net;

namespace Sync.Adapters;

/// <summary>Checks a profile before it is used; finds everything at once. Pure.</summary>
internal static class WebhookRules
{
    public static Refusal? Validate(SubscriptionProfile profile, bool allowPrivateAddresses)
    {
        var errors = new List<string>();
        if (!IsName(profile.Id)) errors.Add("id must be 1 to 64 lower-case letters, digits and hyphens");
        CheckUrl(errors, profile.Url, allowPrivateAddresses);
        if (!WebhookSecret.TryParse(profile.Secret, out _)) errors.Add("secret must be whsec_ and base64 of 24 to 64 bytes");
        if (profile.MaxInFlight is < 1 or > 256) errors.Add($"maxInFlight is {profile.MaxInFlight} and must be 1 to 256");
        if (profile.TimeoutSeconds is < 1 or > 60) errors.Add($"timeoutSeconds is {profile.TimeoutSeconds} and must be 1 to 60");
        return errors.Count == 0 ? null : ErrorCodes.SubscriptionInvalid.With(string.Join("; ", errors));
    }

    private static void CheckUrl(List<string> errors, Uri? url, bool allowPrivateAddresses)
    {
        if (url is not { IsAbsoluteUri: true })
        {
            errors.Add("url must be absolute, for example https://host.example/changes");
            return;
        }

        if (url.Scheme is not ("http" or "https")) errors.Add($"url has the scheme {url.Scheme} and must be http or https");
        if (url.UserInfo.Length > 0) errors.Add("url must not carry a user name or password");
        if (url.Fragment.Length > 0) errors.Add("url must not have a fragment");
        // Names are judged when they are resolved, at each connection.
        if (IPAddress.TryParse(url.DnsSafeHost, out var address) && WebhookAddresses.Objection(address, allowPrivateAddresses) is { } objection)
            errors.Add($"url: {objection}");
    }

    private static bool IsName(string? id) =>
        id is { Length: >= 1 and <= 64 } && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}

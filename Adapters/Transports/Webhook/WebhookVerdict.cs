using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace Sync.Adapters;

/// <summary>Whose fault a failure is. It decides about fast retries and about the breaker.</summary>
internal enum WebhookFault
{
    /// <summary>None, or the change's own (refused).</summary>
    None,

    /// <summary>The target or the way to it: try again at once, and count it against the target.</summary>
    Target,

    /// <summary>The target asks for a pause: no fast retry, and count it.</summary>
    Pause,

    /// <summary>Something about this one change is locked at the target just now: try again, do not count it.</summary>
    Locked,

    /// <summary>Keys, address or proxy are wrong: a retry is idle, and the target is not at fault.</summary>
    Configuration,
}

/// <summary>One attempt's result.</summary>
internal sealed record WebhookAnswer(DeliveryOutcome Outcome, WebhookFault Fault);

/// <summary>The verdict table: what a status means for the delivery.</summary>
internal static class WebhookVerdict
{
    public static WebhookAnswer Of(HttpStatusCode status, RetryConditionHeaderValue? retryAfter, DateTimeOffset now, TimeSpan longest)
    {
        var after = Wait(retryAfter, now, longest);
        var text = string.Create(CultureInfo.InvariantCulture, $"the target answered {(int)status} {status}");
        return (int)status switch
        {
            >= 200 and < 300 => new WebhookAnswer(new DeliveryOutcome.Confirmed(), WebhookFault.None),
            < 400 => new WebhookAnswer(new DeliveryOutcome.Failed($"{text}: redirects are not followed, correct the url"), WebhookFault.Configuration),
            410 => new WebhookAnswer(new DeliveryOutcome.Gone(text), WebhookFault.None),
            401 or 403 or 407 => new WebhookAnswer(new DeliveryOutcome.Failed($"{text}: check secret and url", after), WebhookFault.Configuration),
            408 => new WebhookAnswer(new DeliveryOutcome.Failed(text, after), Or(after, WebhookFault.Target)),
            409 or 423 or 425 => new WebhookAnswer(new DeliveryOutcome.Failed(text, after), Or(after, WebhookFault.Locked)),
            429 => new WebhookAnswer(new DeliveryOutcome.Failed(text, after), WebhookFault.Pause),
            >= 500 => new WebhookAnswer(new DeliveryOutcome.Failed(text, after), Or(after, WebhookFault.Target)),
            _ => new WebhookAnswer(new DeliveryOutcome.Refused(text), WebhookFault.None),
        };
    }

    // A target that names a time has asked for a pause, whatever its status.
    private static WebhookFault Or(TimeSpan? after, WebhookFault fault) => after > TimeSpan.Zero ? WebhookFault.Pause : fault;

    private static TimeSpan? Wait(RetryConditionHeaderValue? header, DateTimeOffset now, TimeSpan longest)
    {
        var wait = header?.Delta ?? (header?.Date - now);
        if (wait is not { } time) return null;
        return time < TimeSpan.Zero ? TimeSpan.Zero : time > longest ? longest : time;
    }
}

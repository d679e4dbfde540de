using Microsoft.Extensions.Options;

namespace Sync.Adapters;

/// <summary>Reports everything that is wrong with the options at once, each with its cure.</summary>
internal sealed class WebhookOptionsValidator : IValidateOptions<WebhookOptions>
{
    public ValidateOptionsResult Validate(string? name, WebhookOptions options)
    {
        var errors = new List<string>();
        Check(errors, options.Retries is >= 0 and <= 5, nameof(options.Retries), options.Retries, "0 to 5");
        Check(errors, options.RetryDelay, nameof(options.RetryDelay), TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Check(errors, options.BreakerFailureRatio is > 0 and <= 1, nameof(options.BreakerFailureRatio), options.BreakerFailureRatio, "above 0 to 1");
        Check(errors, options.BreakerMinimumAttempts is >= 2 and <= 1000, nameof(options.BreakerMinimumAttempts), options.BreakerMinimumAttempts, "2 to 1000");
        Check(errors, options.BreakerSamplingPeriod, nameof(options.BreakerSamplingPeriod), TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));
        Check(errors, options.BreakerPause, nameof(options.BreakerPause), TimeSpan.FromMilliseconds(500), TimeSpan.FromMinutes(5));
        Check(errors, options.MaxRetryAfter, nameof(options.MaxRetryAfter), TimeSpan.FromSeconds(1), TimeSpan.FromHours(24));
        Check(errors, options.ConnectionLifetime, nameof(options.ConnectionLifetime), TimeSpan.FromSeconds(10), TimeSpan.FromHours(24));
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static void Check(List<string> errors, TimeSpan value, string member, TimeSpan least, TimeSpan most) =>
        Check(errors, value >= least && value <= most, member, value, $"{least} to {most}");

    private static void Check(List<string> errors, bool good, string member, object value, string range)
    {
        if (!good) errors.Add($"{WebhookOptions.Section}:{member} is {value}: set it to {range}");
    }
}

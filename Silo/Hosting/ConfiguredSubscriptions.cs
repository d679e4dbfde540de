using Sync.Contracts;

namespace Sync.Silo.Hosting;

/// <summary>Puts the subscriptions that stand in the configuration (section <c>Subscriptions</c>, one child each, named by its id).</summary>
internal sealed partial class ConfiguredSubscriptions(
    IConfiguration configuration, IGrainFactory grains, IHostApplicationLifetime lifetime, ILogger<ConfiguredSubscriptions> logger) : BackgroundService
{
    private const string All = "Subscriptions";

    /// <summary>What cannot be read, each with its cure.</summary>
    public static IEnumerable<string> Validate(IConfiguration configuration) => configuration.GetSection(All).GetChildren().SelectMany(static section =>
    {
        try
        {
            Read(section, out _);
            return [];
        }
        catch (InvalidOperationException e)
        {
            return StartErrors.Of(e);
        }
    });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource();
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        foreach (var section in configuration.GetSection(All).GetChildren())
        {
            var refusal = Read(section, out var profile)
                ? await grains.GetGrain<ISubscriptionGrain>(section.Key).Put(profile!)
                : ErrorCodes.SubscriptionInvalid.With("Url and Secret are needed");
            if (refusal is not null) Refused(section.Key, refusal.Message, refusal.Cure);
        }
    }

    private static bool Read(IConfigurationSection section, out SubscriptionProfile? profile)
    {
        profile = null;
        if (!Uri.TryCreate(section["Url"], UriKind.Absolute, out var url) || section["Secret"] is not { } secret) return false;
        var filter = new ChangeFilter(
            [.. section.GetSection("Kinds").Get<string[]>() ?? []],
            [.. section.GetSection("Plants").Get<string[]>() ?? []],
            [.. section.GetSection("Items").Get<string[]>() ?? []]);
        profile = new SubscriptionProfile(
            section.Key, url, secret, filter,
            section.GetValue("Start", SubscriptionStart.Beginning),
            section.GetValue("Paused", false),
            section.GetValue("MaxInFlight", 16),
            section.GetValue("TimeoutSeconds", 15));
        return true;
    }

    [LoggerMessage(5001, LogLevel.Error, "The configured subscription {Subscription} cannot be used: {Message}. {Cure}")]
    private partial void Refused(string subscription, string message, string cure);
}

internal static class ConfiguredSubscriptionsExtensions
{
    public static IServiceCollection AddConfiguredSubscriptions(this IServiceCollection services, IConfiguration configuration) =>
        configuration.GetSection("Subscriptions").Exists() ? services.AddHostedService<ConfiguredSubscriptions>() : services;
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Telemetry;

namespace Sync.Adapters;

/// <summary>The door of the adapters: everything that speaks to other systems.</summary>
public static class AdaptersServiceCollectionExtensions
{
    private const string PipelineName = "orleanssync.webhook";

    /// <summary>Adds every adapter. Idempotent.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">The program's configuration; null: every option has its default.</param>
    public static IServiceCollection AddSyncAdapters(this IServiceCollection services, IConfiguration? configuration = null) =>
        services.AddSyncSenders(configuration).AddSyncListeners(configuration);

    /// <summary>Adds what sends: it works where subscriptions live. Idempotent.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">The program's configuration; null: every option has its default.</param>
    public static IServiceCollection AddSyncSenders(this IServiceCollection services, IConfiguration? configuration = null)
    {
        if (services.Any(s => s.ServiceType == typeof(WebhookSender))) return services;
        return services.AddCommon().AddWebhookOptions(configuration).AddWebhookClient().AddWebhookSender();
    }

    /// <summary>Adds what takes from other systems. Needs an Orleans client or silo in the same process. Idempotent.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">The program's configuration; null: every option has its default.</param>
    public static IServiceCollection AddSyncListeners(this IServiceCollection services, IConfiguration? configuration = null) =>
        services.Any(s => s.ServiceType == typeof(FileHandler)) ? services : services.AddCommon().AddFiles(configuration);

    /// <summary>Adds what reads messages of adapter streams: it works where they are taken, in silos. Idempotent.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">The program's configuration; null: every option has its default.</param>
    public static IServiceCollection AddSyncMappers(this IServiceCollection services, IConfiguration? configuration = null)
    {
        services.AddCommon().AddFilesOptions(configuration);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IInboundMapper, CloudEventsMapper>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IInboundMapper, CsvMapper>());
        return services;
    }

    private static IServiceCollection AddCommon(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        return services.AddLogging();
    }

    private static IServiceCollection AddWebhookOptions(this IServiceCollection services, IConfiguration? configuration)
    {
        var options = services.AddOptions<WebhookOptions>();
        if (configuration is not null) options.Bind(configuration.GetSection(WebhookOptions.Section));
        options.ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WebhookOptions>, WebhookOptionsValidator>());
        return services;
    }

    private static IServiceCollection AddWebhookClient(this IServiceCollection services)
    {
        services.TryAddSingleton<WebhookConnector>();
        services.AddHttpClient(WebhookSender.ClientName, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(s => s.GetRequiredService<WebhookConnector>().CreateHandler())
            // The handler renews its own connections; a new handler would throw the pools of all targets away.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            // Its lines would carry full addresses, and two of them a delivery.
            .RemoveAllLoggers();
        return services;
    }

    private static IServiceCollection AddWebhookSender(this IServiceCollection services)
    {
        services.AddResiliencePipelineRegistry<WebhookPipelineKey>(options =>
        {
            options.BuilderNameFormatter = _ => PipelineName;
            options.InstanceNameFormatter = key => key.Subscription;
        });
        // A target that is down is told by the subscription's state and by two lines of ours, not by a warning an attempt.
        services.Configure<TelemetryOptions>(options => options.SeverityProvider = Quieter(options.SeverityProvider));
        services.TryAddSingleton<WebhookInstruments>();
        services.TryAddSingleton<WebhookPipelines>();
        services.TryAddSingleton<WebhookSender>();
        services.TryAddSingleton<IDeliverySender>(s => s.GetRequiredService<WebhookSender>());
        return services;
    }

    private static IServiceCollection AddFilesOptions(this IServiceCollection services, IConfiguration? configuration)
    {
        // Once: a list that is bound twice has every entry twice.
        if (services.Any(static s => s.ImplementationType == typeof(FilesOptionsValidator))) return services;
        var options = services.AddOptions<FilesOptions>();
        if (configuration is not null) options.Bind(configuration.GetSection(FilesOptions.Section));
        options.ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<FilesOptions>, FilesOptionsValidator>());
        return services;
    }

    private static IServiceCollection AddFiles(this IServiceCollection services, IConfiguration? configuration)
    {
        services.AddFilesOptions(configuration);
        services.TryAddSingleton<FilesInstruments>();
        services.TryAddSingleton<IAdapterStream, AdapterStream>();
        services.TryAddSingleton<RouterDoor>();
        services.TryAddSingleton<StreamDoor>();
        services.TryAddSingleton<IUpdateDoor>(static sp =>
            sp.GetRequiredService<IOptions<FilesOptions>>().Value.Stream == true ? sp.GetRequiredService<StreamDoor>() : sp.GetRequiredService<RouterDoor>());
        services.TryAddSingleton<BatchSubmitter>();
        services.TryAddSingleton<CountTies>();
        services.TryAddSingleton<SnapshotEnd>();
        services.TryAddSingleton<FileImport>();
        services.TryAddSingleton<FileHandler>();
        return services.AddHostedService<FilesWorker>();
    }

    private static Func<SeverityProviderArguments, ResilienceEventSeverity>? Quieter(
        Func<SeverityProviderArguments, ResilienceEventSeverity>? others) => arguments =>
        arguments.Source.PipelineName == PipelineName
            ? ResilienceEventSeverity.Debug
            : others?.Invoke(arguments) ?? arguments.Event.Severity;
}

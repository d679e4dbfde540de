using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sync.Contracts;
using Sync.Journal.Auditing;
using Sync.Journal.Entities;
using Sync.Journal.Feed;
using Sync.Journal.Lanes;
using Sync.Journal.Postgres;
using Sync.Journal.Sqlite;
using Sync.Journal.Storage;

namespace Sync.Journal.Hosting;

/// <summary>The one door of this room.</summary>
public static class JournalServiceCollectionExtensions
{
    /// <summary>The key of the clock by which the journal measures how long a record has waited; the system's own unless another is registered.</summary>
    public const string ClockKey = "OrleansSync.Journal";

    /// <summary>Adds one store as <see cref="IJournal"/>, <see cref="IFeedStore"/>, <see cref="ILaneStore"/>, <see cref="IAuditStore"/> and <see cref="IInboxStore"/>. The host opens it before any
    /// other hosted service starts and closes it after the last has stopped. Idempotent.</summary>
    public static IServiceCollection AddJournal(this IServiceCollection services, Action<JournalOptions> configure)
    {
        services.AddOptionsWithValidateOnStart<JournalOptions, JournalOptionsValidator>().Configure(configure);
        return services.AddParts();
    }

    /// <summary>The same, from the section <c>Journal</c> of a configuration.</summary>
    public static IServiceCollection AddJournal(this IServiceCollection services, IConfiguration section) => services.AddJournal(section.Bind);

    /// <summary>Brings the tables that Orleans keeps for itself up to date before any other hosted service starts. Idempotent.</summary>
    /// <param name="services">Where to add it.</param>
    /// <param name="storage"><c>sqlite</c> or <c>postgres</c>.</param>
    /// <param name="connection">SQLite: the path of the file. PostgreSQL: the connection string.</param>
    /// <param name="schema">PostgreSQL: the schema.</param>
    public static IServiceCollection AddOrleansSchema(
        this IServiceCollection services, string storage, string connection, string schema = JournalOptions.DefaultSchema)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, OrleansSchemaHost>(_ => new OrleansSchemaHost(storage, connection, schema)));
        return services;
    }

    /// <summary>Adds what silos say that they read, on PostgreSQL, as <see cref="IFormatStore"/>. Idempotent.</summary>
    public static IServiceCollection AddFormatStore(this IServiceCollection services, string connection, string schema = JournalOptions.DefaultSchema)
    {
        services.TryAddSingleton<IFormatStore>(_ => new PostgresFormats(connection, schema));
        return services;
    }

    /// <summary>Anchors the heads of the journal's chains in signed files, from the section <c>Audit:Heads</c> of a configuration. Idempotent.</summary>
    public static IServiceCollection AddJournalHeads(this IServiceCollection services, Action<HeadOptions> configure)
    {
        services.AddOptions<HeadOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<HeadOptions>>(new SectionValidator<HeadOptions>("Audit:Heads")));
        services.TryAddSingleton(static sp => sp.GetRequiredService<IOptions<HeadOptions>>().Value);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<HeadWriter>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, HeadHost>());
        return services;
    }

    private static IServiceCollection AddParts(this IServiceCollection services)
    {
        services.AddLogging();
        services.AddMetrics();
        services.TryAddSingleton(CreateEngine);
        services.TryAddSingleton<IJournal, EntityJournal>();
        services.TryAddSingleton<IFeedStore, FeedStore>();
        services.TryAddSingleton<ILaneStore, LaneStore>();
        services.TryAddSingleton<IAuditStore, AuditStore>();
        services.TryAddSingleton(static sp => sp.GetRequiredService<JournalEngine>().Store.Inbox);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<AuditExport>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, JournalHost>());
        return services;
    }

    private static IStore CreateStore(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<JournalOptions>>();
        return options.Value.Storage == "postgres"
            ? new PostgresStore(options, services.GetService<PostgresTuning>() ?? new(), Clock(services), services.GetRequiredService<ILogger<PostgresStore>>())
            : new SqliteStore(options);
    }

    private static JournalEngine CreateEngine(IServiceProvider services) => new(
        services.GetRequiredService<IOptions<JournalOptions>>(),
        CreateStore(services),
        services.GetRequiredService<IMeterFactory>(),
        Clock(services),
        services.GetRequiredService<ILoggerFactory>());

    private static TimeProvider Clock(IServiceProvider services) => services.GetKeyedService<TimeProvider>(ClockKey) ?? TimeProvider.System;
}

using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Sync.Adapters;
using Sync.Gateway.Hosting;
using Sync.Grains.Hosting;
using Sync.Grains.Retention;
using Sync.Journal;
using Sync.Journal.Hosting;
using Sync.Pages.Hosting;
using Sync.Silo.Memory;

namespace Sync.Silo.Hosting;

/// <summary>Puts the rooms together: the only place that knows all of them.</summary>
internal static class SyncHost
{
    /// <summary>As long as it takes at worst to notice that a silo hangs, and until others have taken over.</summary>
    private const int GiveUpSeconds = 12;

    /// <summary>Enough that every silo of a cluster takes its part.</summary>
    private const int ClientRoutes = 32;

    /// <param name="settings">What to start.</param>
    /// <param name="replace">Puts services in the place of the program's own; for tests.</param>
    /// <exception cref="OptionsValidationException">Settings of one section are wrong; an <see cref="AggregateException"/> of these: of several.</exception>
    public static WebApplication Build(StartSettings settings, Action<IServiceCollection>? replace = null)
    {
        Directory.CreateDirectory(settings.Data);
        var app = Make(settings, replace);
        if (settings.Cluster.Has(Roles.Gateway)) MapGateway(app);
        else app.MapPlainHealth();
        return app;
    }

    /// <summary>Puts everything together, looks at every setting, and leaves it at that.</summary>
    public static void Check(StartSettings settings) => ((IDisposable)Make(settings, null)).Dispose();

    /// <summary>The first address that the server listens on.</summary>
    public static string Address(WebApplication app) =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    private static WebApplication Make(StartSettings settings, Action<IServiceCollection>? replace)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddConfiguration(settings.Configuration);
        builder.WebHost.UseUrls(settings.Urls.Split(';'));
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.AddSyncLogging();
        builder.AddSyncTelemetry(settings);
        builder.Services.AddKnownTypeNames().AddCollectionPace(builder.Configuration);

        builder.AddDraining(settings.Cluster);
        replace?.Invoke(builder.Services);

        // In this order they start: stores first, then the silo, then what uses it.
        var cluster = settings.Cluster;
        if (cluster.Has(Roles.Silo)) AddSilo(builder, settings);
        else builder.AddSyncClient(settings);
        if (cluster.Has(Roles.Adapters)) AddAdapters(builder, settings);
        if (cluster.Has(Roles.Gateway)) AddGateway(builder, settings);

        builder.Services.Replace(ServiceDescriptor.Transient(typeof(IOptionsFactory<>), typeof(ReadableOptions<>)));
        return Valid(builder.Build());
    }

    // Before anything takes its own part of the settings and finds only that wrong.
    private static WebApplication Valid(WebApplication app)
    {
        try
        {
            app.Services.GetRequiredService<IStartupValidator>().Validate();
            return app;
        }
        catch
        {
            ((IDisposable)app).Dispose();
            throw;
        }
    }

    private static void AddSilo(WebApplicationBuilder builder, StartSettings settings)
    {
        builder.Services.AddJournal(options =>
        {
            builder.Configuration.GetSection("Journal").Bind(options);
            options.Storage = settings.Storage;
            options.Shared = settings.Cluster.IsShared;
            options.Connection = settings.IsPostgres ? settings.Connection! : settings.JournalFile;
        });
        builder.Services.AddJournalHeads(options =>
        {
            options.Folder = Path.Combine(settings.Data, "heads");
            options.KeyFile = settings.AuditKeyFile;
            builder.Configuration.GetSection("Audit:Heads").Bind(options);
        });
        builder.AddSyncSilo(settings);
        builder.Services.AddSyncSenders(builder.Configuration).AddSyncMappers(builder.Configuration);
        builder.Services.AddSyncGrains(builder.Configuration);
        if (settings.Cluster.IsShared) builder.Services.AddFormatStore(settings.Connection!).AddSyncFormats(builder.Configuration);
        builder.Services.PostConfigure<RetentionOptions>(options => options.ArchiveFolder = Path.GetFullPath(options.ArchiveFolder, settings.Data));
        builder.Services.AddConfiguredSubscriptions(builder.Configuration);
    }

    private static void AddAdapters(WebApplicationBuilder builder, StartSettings settings)
    {
        builder.Services.AddSyncListeners(builder.Configuration);
        builder.Services.Configure<FilesOptions>(options =>
        {
            options.DefaultPath ??= settings.DropFolder;

            // Beside a silo a call is shorter; from outside the inbox keeps what a lost call would forget.
            options.Stream ??= !settings.Cluster.Has(Roles.Silo);
        });
    }

    private static void AddGateway(WebApplicationBuilder builder, StartSettings settings)
    {
        builder.Services.AddSyncContracts(builder.Configuration);
        builder.AddSyncGateway(options =>
        {
            if (!settings.Cluster.Has(Roles.Silo)) (options.SubmitSeconds, options.Routes) = (GiveUpSeconds, ClientRoutes);
            options.ShareOperatorKey = settings.Cluster.IsShared;
            builder.Configuration.GetSection("Gateway").Bind(options);
            options.DataDirectory = settings.Data;
            options.Lanes = builder.Configuration.GetValue("Journal:Lanes", JournalOptions.DefaultLanes);
        });
        builder.Services.AddSyncPages();
    }

    private static void MapGateway(WebApplication app)
    {
        app.MapSyncGateway();
        app.MapSyncPages();
        app.MapSyncMetrics();
    }
}

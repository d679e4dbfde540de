using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Sync.Adapters;
using Sync.Gateway.Hosting;
using Sync.Grains.Hosting;
using Sync.Grains.Retention;
using Sync.Journal;
using Sync.Journal.Hosting;
using Sync.Pages.Hosting;

namespace Sync.Silo.Hosting;

/// <summary>Puts the rooms together: the only place that knows all of them.</summary>
internal static class SyncHost
{
    public static WebApplication Build(StartSettings settings)
    {
        Directory.CreateDirectory(settings.Data);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddConfiguration(settings.Configuration);
        builder.WebHost.UseUrls(settings.Urls.Split(';'));
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.AddSyncLogging();
        builder.AddSyncTelemetry(settings);

        // In this order they start: stores first, then the silo, then what uses it.
        builder.Services.AddJournal(options =>
        {
            builder.Configuration.GetSection("Journal").Bind(options);
            options.Storage = settings.Storage;
            options.Connection = settings.IsPostgres ? settings.Connection! : settings.JournalFile;
        });
        builder.Services.AddJournalHeads(options =>
        {
            options.Folder = Path.Combine(settings.Data, "heads");
            options.KeyFile = settings.AuditKeyFile;
            builder.Configuration.GetSection("Audit:Heads").Bind(options);
        });
        builder.AddSyncSilo(settings);
        builder.Services.AddSyncAdapters(builder.Configuration);
        builder.Services.Configure<FilesOptions>(options => options.DefaultPath ??= settings.DropFolder);
        builder.Services.AddSyncGrains(builder.Configuration);
        builder.Services.PostConfigure<RetentionOptions>(options => options.ArchiveFolder = Path.GetFullPath(options.ArchiveFolder, settings.Data));
        builder.AddSyncGateway(options =>
        {
            builder.Configuration.GetSection("Gateway").Bind(options);
            options.DataDirectory = settings.Data;
            options.Lanes = builder.Configuration.GetValue("Journal:Lanes", JournalOptions.DefaultLanes);
        });
        builder.Services.AddSyncPages();
        builder.Services.AddConfiguredSubscriptions(builder.Configuration);

        var app = builder.Build();
        app.MapSyncGateway();
        app.MapSyncPages();
        app.MapSyncMetrics();
        return app;
    }

    /// <summary>The first address that the server listens on.</summary>
    public static string Address(WebApplication app) =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
}

using Sync.Grains.Hosting;
using Sync.Journal.Hosting;
using Sync.Silo.Hosting;

namespace Sync.Silo.Auditing;

/// <summary>The journal of a start, opened to be read only, without anything else of the system.</summary>
internal sealed class JournalReader : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private JournalReader(ServiceProvider services) => _services = services;

    public static async Task<JournalReader> OpenAsync(StartSettings settings, CancellationToken cancellationToken)
    {
        var services = new ServiceCollection();
        services.AddJournal(options =>
        {
            settings.Configuration.GetSection("Journal").Bind(options);
            options.Storage = settings.Storage;
            options.Connection = settings.IsPostgres ? settings.Connection! : settings.JournalFile;
            options.ReadOnly = true;
        });
        services.AddSyncVerification(settings.Configuration);
        var reader = new JournalReader(services.BuildServiceProvider());
        foreach (var host in reader._services.GetServices<IHostedService>()) await host.StartAsync(cancellationToken);
        return reader;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Sync.Journal.Hosting;

namespace Sync.Journal.Tests.Support;

/// <summary>A journal as a host runs it.</summary>
public sealed class TestJournal : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private TestJournal(ServiceProvider services) => _services = services;

    public IServiceProvider Services => _services;

    public IJournal Journal => _services.GetRequiredService<IJournal>();

    public IFeedStore Feed => _services.GetRequiredService<IFeedStore>();

    public ILaneStore Lanes => _services.GetRequiredService<ILaneStore>();

    public static async Task<TestJournal> StartAsync(Action<JournalOptions> configure, Action<IServiceCollection>? services = null)
    {
        var collection = new ServiceCollection();
        services?.Invoke(collection);
        var journal = new TestJournal(collection.AddJournal(configure).BuildServiceProvider());
        try
        {
            journal.Services.GetRequiredService<Microsoft.Extensions.Options.IStartupValidator>().Validate();
            await journal.Host.StartingAsync(default);
            return journal;
        }
        catch
        {
            await journal.DisposeAsync();
            throw;
        }
    }

    public Task StopAsync() => Host.StoppedAsync(default);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private IHostedLifecycleService Host => _services.GetServices<IHostedService>().OfType<IHostedLifecycleService>().Single();
}

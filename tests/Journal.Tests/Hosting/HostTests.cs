using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Sync.Journal.Hosting;
using Sync.Journal.Tests.Support;

namespace Sync.Journal.Tests.Hosting;

public sealed class HostTests : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("journal-host-");

    private string JournalFile => Path.Combine(_folder.FullName, "deep", "journal.db");

    [Fact]
    public async Task The_journal_is_open_before_any_service_starts_and_closes_after_all_have_stopped()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddHostedService<Writing>(); // Before the journal, on purpose.
        builder.Services.AddJournal(options => options.Connection = JournalFile);
        using var host = builder.Build();
        await host.StartAsync();
        await host.StopAsync();
        Assert.Equal(2, host.Services.GetServices<IHostedService>().OfType<Writing>().Single().Written);
    }

    [Fact]
    public async Task A_call_that_comes_too_early_waits_for_the_start()
    {
        await using var services = new ServiceCollection().AddJournal(options => options.Connection = JournalFile).BuildServiceProvider();
        var chain = Chain.New();
        var append = services.GetRequiredService<IJournal>().OpenSession(chain.Entity, 0, default).AppendAsync(chain.Take(1));
        var load = services.GetRequiredService<IJournal>().LoadAsync(Chain.New().Entity);
        var head = services.GetRequiredService<IFeedStore>().HeadAsync();
        var position = services.GetRequiredService<ILaneStore>().ReadPositionAsync(0);
        Assert.All(new[] { append, load, head, position }, static call => Assert.False(call.IsCompleted));
        await services.GetServices<IHostedService>().OfType<IHostedLifecycleService>().Single().StartingAsync(default);
        await Task.WhenAll(append, load, head, position);
    }

    [Fact]
    public async Task A_journal_that_could_not_be_opened_says_so_to_whoever_waits()
    {
        Directory.CreateDirectory(JournalFile); // A folder is no file.
        await using var services = new ServiceCollection().AddJournal(options => options.Connection = JournalFile).BuildServiceProvider();
        var load = services.GetRequiredService<IJournal>().LoadAsync(Chain.New().Entity);
        var chain = Chain.New();
        var append = services.GetRequiredService<IJournal>().OpenSession(chain.Entity, 0, default).AppendAsync(chain.Take(1));
        var host = services.GetServices<IHostedService>().OfType<IHostedLifecycleService>().Single();
        await Assert.ThrowsAsync<JournalUnavailableException>(() => host.StartingAsync(default));
        await Assert.ThrowsAsync<JournalUnavailableException>(() => load);
        await host.StoppedAsync(default);
        await Assert.ThrowsAsync<JournalUnavailableException>(() => append);
    }

    [Fact]
    public void Options_come_from_configuration_and_the_door_may_be_used_twice()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Connection", JournalFile), new("Lanes", "8")]).Build();
        var services = new ServiceCollection().AddJournal(configuration).AddJournal(static options => options.BatchLimit = 77);
        using var provider = services.BuildServiceProvider();
        var options = provider.GetRequiredService<IOptions<JournalOptions>>().Value;
        Assert.Equal((JournalFile, 8, 77), (options.Connection, options.Lanes, options.BatchLimit));
        Assert.Single(provider.GetServices<IHostedService>());
        Assert.Same(provider.GetRequiredService<IJournal>(), provider.GetRequiredService<IJournal>());
    }

    [Theory]
    [InlineData("sqlite", "", "Journal:Connection is empty")]
    [InlineData("sqlite", ":memory:", "in memory")]
    [InlineData("oracle", "x", "Journal:Storage is 'oracle'")]
    [InlineData("postgres", "Hots=localhost", "not a PostgreSQL connection string")]
    [InlineData("postgres", "Database=sync;Password=secret", "it names no host")]
    public void Each_wrong_option_is_named_with_its_cure_and_without_secrets(string storage, string connection, string part)
    {
        using var services = new ServiceCollection().AddJournal(options => (options.Storage, options.Connection) = (storage, connection)).BuildServiceProvider();
        var error = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.Contains(": ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Appends when it starts and when it stops, as grains do.</summary>
    private sealed class Writing(IJournal journal) : IHostedService
    {
        public int Written { get; private set; }

        public Task StartAsync(CancellationToken cancellationToken) => WriteAsync();

        public Task StopAsync(CancellationToken cancellationToken) => WriteAsync();

        private async Task WriteAsync()
        {
            var chain = Chain.New();
            await journal.OpenSession(chain.Entity, 0, default).AppendAsync(chain.Take(1));
            Written++;
        }
    }
}

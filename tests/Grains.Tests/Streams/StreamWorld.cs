using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.TestingHost;
using Sync.Contracts;
using Sync.Grains.Hosting;
using Sync.Grains.Placement;
using Sync.Journal;
using Sync.Journal.Hosting;

namespace Sync.Grains.Tests.Streams;

/// <summary>A cluster in this process over a real inbox in a file; behind the router stand <see cref="Entities"/>. The sweep does not run, so what the stream
/// itself loses stays lost.</summary>
internal sealed class StreamWorld : IAsyncDisposable
{
    private readonly string _folder;
    private readonly ServiceProvider _journal;

    private StreamWorld(string folder, ServiceProvider journal, InProcessTestCluster cluster, FlakyInbox inbox, Entities entities) =>
        (_folder, _journal, Cluster, Inbox, Entities) = (folder, journal, cluster, inbox, entities);

    public InProcessTestCluster Cluster { get; }

    public FlakyInbox Inbox { get; }

    public Entities Entities { get; }

    public static async Task<StreamWorld> StartAsync(short silos = 1, Action<IServiceCollection>? services = null)
    {
        var folder = Directory.CreateTempSubdirectory("streams-").FullName;
        var journal = new ServiceCollection().AddJournal(o => (o.Storage, o.Connection) = ("sqlite", Path.Combine(folder, "journal.db"))).BuildServiceProvider();
        await journal.GetServices<IHostedService>().OfType<IHostedLifecycleService>().Single().StartingAsync(default);
        var inbox = FlakyInbox.Over(journal.GetRequiredService<IInboxStore>());
        var entities = new Entities();
        var builder = new InProcessTestClusterBuilder(silos);
        builder.ConfigureSilo((_, silo) => Configure(silo, inbox.Store, entities, services));
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new StreamWorld(folder, journal, cluster, inbox, entities);
    }

    public IInboxGrain Door => Cluster.Client.GetGrain<IInboxGrain>(0);

    public IAdapterStreamGrain Stream(string name) => Cluster.Client.GetGrain<IAdapterStreamGrain>(name);

    /// <summary>Publishes messages of lines; the message's id is that of its first update.</summary>
    public Task<PublishReceipt[]> PublishAsync(string stream, params string[] bodies) => PublishAsync(stream, [.. bodies.Select(static b => LineMapper.Message(b.Split(' ')[0], b))]);

    public async Task<PublishReceipt[]> PublishAsync(string stream, params InboundMessage[] messages)
    {
        var receipts = await Door.Publish(stream, [.. messages]);
        Assert.All(receipts, r => Assert.Null(r.Refusal));
        return [.. receipts];
    }

    /// <summary>Waits until a message is no longer pending.</summary>
    public async Task<InboxOutcome> DecidedAsync(PublishReceipt message, InboxState? state = null, int seconds = 20)
    {
        InboxOutcome? last = null;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        try
        {
            while (await look.WaitForNextTickAsync(limit.Token))
            {
                last = await Door.Outcome(message.Number);
                if (last is { State: not InboxState.Pending } && (state is null || last.State == state)) return last;
            }
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"message {message.Id} is {last?.State} ({last?.Reason?.Message}) after {seconds} s");
        }

        return last!;
    }

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        await _journal.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static void Configure(ISiloBuilder silo, IInboxStore inbox, Entities entities, Action<IServiceCollection>? services)
    {
        silo.Services.AddSingleton(inbox).AddSingleton<IInboundMapper, LineMapper>().AddSingleton<IUpdateRouter>(entities);
        silo.Services.AddPlacementDirector<SpreadPlacement, SpreadDirector>();
        silo.AddSyncStreams(new ConfigurationBuilder().AddInMemoryCollection([new("Streams:SweepSeconds", "300"), new("Streams:AttemptMilliseconds", "1")]).Build());
        services?.Invoke(silo.Services);
        silo.Services.AddLogging(static logs => logs.SetMinimumLevel(LogLevel.Error));
    }
}

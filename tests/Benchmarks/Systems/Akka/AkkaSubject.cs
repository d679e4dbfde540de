using System.Collections.Concurrent;
using global::Akka.Actor;
using Sync.Benchmarks.Load;
using Sync.Benchmarks.Scenarios;
using Sync.Benchmarks.Server;
using Sync.Benchmarks.Systems.Peers;

namespace Sync.Benchmarks.Systems.Akka;

/// <summary>Akka.NET: a persistent actor a position, on Akka.Persistence.Sql.</summary>
internal sealed class AkkaSubject(ActorSystem system, BenchDatabase database) : ISubject
{
    /// <summary>Below what the journal plug-in queues (<c>buffer-size</c> 5,000): it rejects what comes beyond.</summary>
    private const int InFlight = 4_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly ConcurrentDictionary<EntityKey, IActorRef> _positions = new();
    private readonly SemaphoreSlim _slots = new(InFlight);

    public string Name => "akka";

    public static async Task<ISubject> StartAsync(Scenario scenario, BenchServer server, Workload workload)
    {
        var database = await server.CreateDatabaseAsync("akka");
        return new AkkaSubject(ActorSystem.Create("bench", AkkaSettings.For(database.Connection)), database);
    }

    public Task<int> SubmitAsync(ImmutableArray<Update> updates) => BareSilo.SpreadAsync(updates, AskAsync);

    public async Task<long?> CountAsync() => await database.CountAsync("select count(*) from event_journal");

    public async ValueTask DisposeAsync()
    {
        await system.Terminate();
        _slots.Dispose();
        await database.DisposeAsync();
    }

    private async Task<int> AskAsync(EntityKey key, ImmutableArray<Update> share)
    {
        await _slots.WaitAsync();
        try
        {
            return await Position(key).Ask<int>(new AkkaSubmit(share), Patience);
        }
        finally
        {
            _slots.Release();
        }
    }

    private IActorRef Position(EntityKey key)
    {
        if (_positions.TryGetValue(key, out var position)) return position;
        lock (_positions)
        {
            if (_positions.TryGetValue(key, out position)) return position;
            var entity = key.ToString();
            return _positions[key] = system.ActorOf(Props.Create(() => new AkkaPosition(entity)), $"position-{_positions.Count}");
        }
    }
}

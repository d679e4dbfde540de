using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Streams;
using Sync.Contracts;
using Sync.Grains.Streams;
using Sync.Journal;
using Sync.Journal.Hosting;

namespace Sync.Grains.Tests.Streams;

/// <summary>Two agents may read a queue at once while it changes hands: the old one does not know yet, the new one begins at the checkpoint.</summary>
public sealed class ReceiverTests : IAsyncLifetime
{
    private const int Queue = 3;
    private readonly string _folder = Directory.CreateTempSubdirectory("receiver-").FullName;
    private ServiceProvider _services = null!;

    private IInboxStore Store => _services.GetRequiredService<IInboxStore>();

    public async ValueTask InitializeAsync()
    {
        _services = new ServiceCollection().AddJournal(o => (o.Storage, o.Connection) = ("sqlite", Path.Combine(_folder, "journal.db"))).BuildServiceProvider();
        await _services.GetServices<IHostedService>().OfType<IHostedLifecycleService>().Single().StartingAsync(default);
        await Store.AppendAsync(Queue, "erp", [.. Enumerable.Range(0, 10).Select(i => LineMapper.Message($"m{i}", $"m{i} A"))], DateTimeOffset.UnixEpoch);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task The_checkpoint_stops_before_the_first_message_that_was_not_taken()
    {
        var (receiver, read) = await BeginAsync();
        await receiver.MessagesDeliveredAsync([read[1], read[2]]);
        Assert.Equal(0, await Store.ReadCheckpointAsync(Queue));
        await receiver.MessagesDeliveredAsync([read[0]]);
        Assert.Equal(Offset(read[2]), await Store.ReadCheckpointAsync(Queue));
        await receiver.MessagesDeliveredAsync([.. read.Skip(3)]);
        Assert.Equal(Offset(read[9]), await Store.ReadCheckpointAsync(Queue));
    }

    [Fact]
    public async Task Whoever_takes_a_queue_over_begins_at_the_checkpoint_with_the_same_tokens()
    {
        var (old, first) = await BeginAsync();
        await old.MessagesDeliveredAsync([.. first.Take(4)]);
        var (next, second) = await BeginAsync();
        Assert.Equal(first.Skip(4).Select(m => m.SequenceToken), second.Select(m => m.SequenceToken));

        // The old one goes on for a while, behind the new one: the checkpoint does not go back.
        await next.MessagesDeliveredAsync(second);
        await old.MessagesDeliveredAsync([.. first.Skip(4).Take(2)]);
        Assert.Equal(Offset(first[9]), await Store.ReadCheckpointAsync(Queue));
        Assert.Empty((await BeginAsync()).Read);
    }

    [Fact]
    public async Task A_message_that_two_activations_take_at_once_keeps_its_first_verdict()
    {
        var entities = new Entities();
        var here = Stream(entities);
        var there = Stream(entities);
        await Task.WhenAll(here.TakeAsync(long.MaxValue), there.TakeAsync(long.MaxValue));
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"m{i}"), entities.Applied);
        var rows = await Store.ListAsync(new InboxQuery("erp", InboxState.Done, null, 100));
        Assert.Equal(10, rows.Length);
        Assert.All(rows, r => Assert.Equal(1, r.Revision));
    }

    private static long Offset(IBatchContainer message) => message.SequenceToken.SequenceNumber;

    private async Task<(InboxReceiver Receiver, IList<IBatchContainer> Read)> BeginAsync()
    {
        var receiver = new InboxReceiver(Queue, Store, new InboxEnds(Store, new StreamOptions(), TimeProvider.System));
        await receiver.Initialize(TimeSpan.FromSeconds(5));
        return (receiver, await receiver.GetQueueMessagesAsync(100));
    }

    private AdapterStream Stream(Entities entities)
    {
        var grains = Fakes.FakeGrains.Create().Add<IUpdateRouterGrain>(0L, new Router(entities)).Factory;
        var mappers = new InboundMappers([new LineMapper()], Microsoft.Extensions.Logging.Abstractions.NullLogger<InboundMappers>.Instance);
        var cases = new InboxCases(grains, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<InboxCases>.Instance);
        return new AdapterStream(
            "erp", new StreamServices(Store, mappers, cases, grains, new StreamOptions(), TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<AdapterStream>.Instance));
    }

    private sealed class Router(Entities entities) : IUpdateRouterGrain
    {
        public Task<System.Collections.Immutable.ImmutableArray<Receipt>> Submit(System.Collections.Immutable.ImmutableArray<Update> updates) => Task.FromResult(entities.Submit(updates));

        public Task<System.Collections.Immutable.ImmutableArray<Receipt>> SubmitWithin(System.Collections.Immutable.ImmutableArray<Update> updates, TimeSpan patience) => Submit(updates);
    }
}

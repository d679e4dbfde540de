using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Runtime.Providers;
using Sync.Contracts;
using Sync.Journal;

namespace Sync.Grains.Tests.Streams;

/// <summary>What the engine's persistent streams do wrong by default, each with its cure.</summary>
public sealed class TrapTests
{
    [Fact]
    public async Task Messages_of_a_stream_are_taken_in_the_order_in_which_they_were_published()
    {
        await using var world = await StreamWorld.StartAsync();
        var ids = Enumerable.Range(0, 60).Select(i => $"m{i:00}").ToArray();
        foreach (var some in ids.Chunk(7)) await world.PublishAsync("erp", [.. some.Select(id => $"{id} A")]);
        var last = (await world.PublishAsync("erp", "m59 A"))[0];
        Assert.True(last.Known);
        var outcome = await world.DecidedAsync(last);
        Assert.Equal((InboxState.Done, 60L), (outcome.State, Assert.IsType<Receipt.Applied>(Assert.Single(outcome.Receipts).Receipt).Version));
        Assert.Equal(ids, world.Entities.Applied);
    }

    // The default skips what cannot be delivered for a minute, and everything that was batched with it.
    [Fact]
    public async Task A_delivery_is_tried_until_it_succeeds_and_nothing_behind_it_overtakes()
    {
        await using var world = await StreamWorld.StartAsync();
        var failures = 0;
        world.Inbox.Before = (method, _) =>
        {
            if (method == nameof(IInboxStore.SaveAsync) && ++failures <= 3) throw new JournalUnavailableException("the store is away");
        };
        var sent = await world.PublishAsync("erp", "a1 A", "a2 A", "b1 B");
        foreach (var one in sent) Assert.Equal(InboxState.Done, (await world.DecidedAsync(one)).State);
        Assert.True(failures > 3);
        Assert.Equal(["a1", "a2", "b1"], world.Entities.Applied);

        var options = world.Cluster.Silos[0].ServiceProvider.GetOptionsByName<StreamPullingAgentOptions>("inbox");
        Assert.Equal(Timeout.InfiniteTimeSpan, options.MaxEventDeliveryTime);
    }

    // An activation without an observer drops what it is given, and the engine counts it as taken.
    [Fact]
    public async Task A_new_activation_attaches_its_observer_before_it_is_given_anything()
    {
        await using var world = await StreamWorld.StartAsync();
        await world.DecidedAsync((await world.PublishAsync("erp", "a1 A"))[0]);
        for (var i = 2; i < 5; i++)
        {
            await world.Cluster.DeactivateAsync(world.Stream("erp"));
            await world.DecidedAsync((await world.PublishAsync("erp", $"a{i} A"))[0]);
        }

        Assert.Equal(["a1", "a2", "a3", "a4"], world.Entities.Applied);
    }

    [Fact]
    public async Task What_the_engine_lost_is_taken_with_the_next_message_and_by_the_sweep()
    {
        await using var world = await StreamWorld.StartAsync();
        await world.DecidedAsync((await world.PublishAsync("erp", "a1 A"))[0]);

        // It is in the log, and no queue ever tells of it.
        var behind = world.Inbox.Store;
        world.Inbox.Before = (method, _) =>
        {
            if (method is nameof(IInboxStore.ReadLogAsync) or nameof(IInboxStore.ReadEndsAsync)) throw new JournalUnavailableException("the queue cannot be read");
        };
        var lost = (await world.PublishAsync("erp", "a2 A"))[0];
        Assert.Equal(["erp"], await behind.ReadBehindAsync(DateTimeOffset.UtcNow.AddMinutes(1), 10));
        await world.Stream("erp").Ensure();
        Assert.Equal(InboxState.Done, (await world.Door.Outcome(lost.Number))!.State);
        Assert.Empty(await behind.ReadBehindAsync(DateTimeOffset.UtcNow.AddMinutes(1), 10));
    }

    // The default pauses 10 to 20 s after one failed read.
    [Fact]
    public async Task A_failed_read_of_a_queue_is_tried_again_after_a_short_pause()
    {
        await using var world = await StreamWorld.StartAsync();
        await world.DecidedAsync((await world.PublishAsync("erp", "a1 A"))[0]);
        var failures = 0;
        world.Inbox.Before = (method, _) =>
        {
            if (method == nameof(IInboxStore.ReadLogAsync) && ++failures <= 2) throw new JournalUnavailableException("the store is away");
        };
        await world.DecidedAsync((await world.PublishAsync("erp", "a2 A"))[0]);
        Assert.True(failures > 2);

        var pauses = world.Cluster.Silos[0].ServiceProvider.GetRequiredKeyedService<IQueueReaderBackoffProvider>("inbox");
        Assert.Equal(TimeSpan.FromMilliseconds(50), pauses.Next(0));
        Assert.Equal(TimeSpan.FromSeconds(2), pauses.Next(100));
    }

    [Fact]
    public async Task A_silo_that_stops_leaves_its_queues_to_the_others_and_nothing_is_lost_doubled_or_out_of_order()
    {
        await using var world = await StreamWorld.StartAsync(silos: 2);
        string[] streams = [.. Enumerable.Range(0, 6).Select(i => $"s{i}")];
        var sent = new List<PublishReceipt>();
        for (var round = 0; round < 12; round++)
        {
            foreach (var stream in streams) sent.AddRange(await world.PublishAsync(stream, $"{stream}-{round:00} {stream}"));
            if (round == 5) await world.Cluster.StopSiloAsync(world.Cluster.Silos[1]);
        }

        foreach (var one in sent) Assert.Equal(InboxState.Done, (await world.DecidedAsync(one, seconds: 40)).State);
        Assert.Equal(72, world.Entities.Applied.Length);
        foreach (var stream in streams)
            Assert.Equal(Enumerable.Range(0, 12).Select(i => $"{stream}-{i:00}"), world.Entities.Applied.Where(id => id.StartsWith(stream, StringComparison.Ordinal)));
    }

    // One slow stream pins the cache of its queue: entities that cannot take an update must not make a delivery fail.
    [Fact]
    public async Task An_entity_that_cannot_take_an_update_holds_up_its_own_key_alone()
    {
        await using var world = await StreamWorld.StartAsync();
        world.Entities.Interfere = static u => u.Target.Id.EndsWith("/A", StringComparison.Ordinal) ? new Receipt.RetryLater(u.Id, ErrorCodes.TooManyHeld.With("full")) : null;
        var sent = await world.PublishAsync("erp", "a1 A", "b1 B", "a2 A");
        Assert.Equal("too-many-held", (await world.DecidedAsync(sent[0], InboxState.Waiting)).Reason!.Code);
        Assert.Equal(InboxState.Done, (await world.DecidedAsync(sent[1])).State);
        Assert.Equal("inbox-queued", (await world.DecidedAsync(sent[2], InboxState.Waiting)).Reason!.Code);

        world.Entities.Interfere = static _ => null;
        await world.Stream("erp").Ensure();
        Assert.Equal([InboxState.Done, InboxState.Done], [(await world.DecidedAsync(sent[0])).State, (await world.DecidedAsync(sent[2])).State]);
        Assert.Equal(["b1", "a1", "a2"], world.Entities.Applied);
    }
}

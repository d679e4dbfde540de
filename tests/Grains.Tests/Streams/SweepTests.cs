using System.Collections.Immutable;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Sync.Contracts;
using Sync.Grains.Streams;
using Sync.Grains.Tests.Fakes;
using Sync.Journal;

namespace Sync.Grains.Tests.Streams;

/// <summary>What the engine forgot is taken after all.</summary>
public sealed class SweepTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    private readonly List<string> _woken = [];
    private readonly List<DateTimeOffset> _asked = [];

    [Fact]
    public async Task A_stream_that_cannot_be_reached_keeps_no_other_from_going_on()
    {
        var grains = FakeGrains.Create();
        foreach (var name in new[] { "first", "last" }) Add(grains, name, () => Task.CompletedTask);
        Add(grains, "away", () => Task.FromException(new SiloUnavailableException("lost")));
        Add(grains, "refused", () => throw new InvalidOperationException("broken"));
        await Sweep(Behind(() => ["first", "away", "refused", "last"]), grains.Factory, Now).SweepAsync();
        Assert.Equal(["first", "away", "refused", "last"], _woken);
        Assert.Equal([Now.AddSeconds(-5)], _asked);
    }

    [Fact]
    public async Task A_store_that_is_away_ends_one_sweep_and_not_the_next()
    {
        var grains = FakeGrains.Create();
        Add(grains, "erp", () => Task.CompletedTask);
        var sweep = Sweep(Behind(() => _asked.Count == 1 ? throw new JournalUnavailableException("the store is away") : ["erp"]), grains.Factory, Now);
        await sweep.SweepAsync();
        Assert.Empty(_woken);
        await sweep.SweepAsync();
        Assert.Equal(["erp"], _woken);
    }

    [Fact]
    public async Task What_no_queue_ever_told_of_is_taken()
    {
        await using var world = await StreamWorld.StartAsync();
        await world.DecidedAsync((await world.PublishAsync("erp", "a1 A"))[0]);
        world.Inbox.Before = (method, _) =>
        {
            if (method is nameof(IInboxStore.ReadLogAsync) or nameof(IInboxStore.ReadEndsAsync)) throw new JournalUnavailableException("the queue cannot be read");
        };
        var lost = (await world.PublishAsync("erp", "a2 A"))[0];
        await Sweep(world.Inbox.Store, world.Cluster.Client, DateTimeOffset.UtcNow.AddMinutes(1)).SweepAsync();
        Assert.Equal(InboxState.Done, (await world.Door.Outcome(lost.Number))!.State);
        Assert.Equal(["a1", "a2"], world.Entities.Applied);
    }

    private static StreamSweep Sweep(IInboxStore store, IGrainFactory grains, DateTimeOffset now) =>
        new(store, grains, new StreamOptions(), new FakeTimeProvider(now), GrainDouble.Of<IHostApplicationLifetime>(), NullLogger<StreamSweep>.Instance);

    private void Add(FakeGrains grains, string name, Func<Task> ensure) => grains.Add(name, GrainDouble.Of<IAdapterStreamGrain>(("Ensure", _ =>
    {
        _woken.Add(name);
        return ensure();
    })));

    private IInboxStore Behind(Func<ImmutableArray<string>> read) => GrainDouble.Of<IInboxStore>((nameof(IInboxStore.ReadBehindAsync), args =>
    {
        _asked.Add((DateTimeOffset)args[0]!);
        return Task.FromResult(read());
    }));
}

using System.Collections.Immutable;
using Microsoft.Extensions.Time.Testing;
using Sync.Contracts;
using Sync.Grains.Entities;
using Sync.Grains.Routing;
using Sync.Grains.Tests.Fakes;

namespace Sync.Grains.Tests.Routing;

/// <summary>Updates find their entities: those that are awake here directly, the others by a call.</summary>
public sealed class RouterTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly LocalEntities _local = new();
    private readonly FakeGrains _grains = FakeGrains.Create();
    private readonly List<string> _called = [];
    private readonly List<string> _direct = [];
    private readonly UpdateRouter _router;

    public RouterTests()
    {
        _router = new UpdateRouter(_grains.Factory, _local, new HandOvers(2), _clock);
        foreach (var name in new[] { "A", "B" }) Remote(name, updates => Task.FromResult(Applied(updates)));
    }

    [Fact]
    public async Task Who_is_awake_here_is_not_called()
    {
        Awake("A");
        Assert.Equal("Applied 1, Applied 2, Applied 3", await SubmitAsync("A1", "B2", "A3"));
        Assert.Equal(["A1 A3"], _direct);
        Assert.Equal(["B2"], _called);
    }

    [Fact]
    public async Task Where_the_activation_has_ended_meanwhile_the_entity_is_called_and_nothing_is_decided_twice()
    {
        await Awake("A").CloseAsync();
        Assert.Equal("Applied 1, Applied 2", await SubmitAsync("A1", "A2"));
        Assert.Empty(_direct);
        Assert.Equal(["A1 A2"], _called);
    }

    [Fact]
    public async Task A_slow_entity_holds_the_others_up_no_longer_than_the_patience_and_what_comes_later_changes_no_answer()
    {
        var slow = new TaskCompletionSource<ImmutableArray<Receipt>>();
        Awake("A", _ => slow.Task);
        var call = SubmitAsync("A1", "B2", "A3");
        _clock.Advance(TimeSpan.FromSeconds(29));
        Assert.False(call.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("Unknown 1 timed-out, Applied 2, Unknown 3 timed-out", await call);
        slow.SetResult([]);
    }

    [Fact]
    public async Task Who_cannot_wait_that_long_says_so()
    {
        Awake("A", _ => new TaskCompletionSource<ImmutableArray<Receipt>>().Task);
        var call = _router.SubmitAsync([Received("A1", "A"), Received("B2", "B")], TimeSpan.FromSeconds(5));
        _clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(call.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal("Unknown 1 timed-out, Applied 2", Told(await call));
    }

    [Fact]
    public async Task A_failure_of_one_is_no_failure_of_the_others()
    {
        Awake("A", _ => throw new InvalidOperationException("broken"));
        Remote("B", _ => throw new TimeoutException("late"));
        Remote("C", updates => Task.FromResult(Applied(updates)));
        Assert.Equal("Unknown 1 outcome-unknown, Unknown 2 timed-out, Applied 3", await SubmitAsync("A1", "B2", "C3"));
    }

    [Fact]
    public async Task Where_the_silo_was_lost_the_same_updates_are_given_to_whoever_takes_over()
    {
        Remote("A", updates => _called.Count <= 2 ? throw new SiloUnavailableException("lost") : Task.FromResult(Applied(updates)));
        Assert.Equal("Applied 1, Applied 2", await SubmitAsync(Passing(), "A1", "A2"));
        Assert.Equal(["A1 A2", "A1 A2", "A1 A2"], _called);
    }

    [Fact]
    public async Task Where_nobody_takes_over_the_outcome_is_not_known_and_the_others_have_theirs()
    {
        Remote("A", _ => throw new SiloUnavailableException("lost"));
        Assert.Equal("Unknown 1 outcome-unknown, Applied 2", await SubmitAsync(Passing(), "A1", "B2"));
        Assert.Equal(41, _called.Count(c => c == "A1"));
    }

    [Fact]
    public async Task Who_is_late_is_not_asked_again()
    {
        Remote("A", _ => throw new TimeoutException("late"));
        Assert.Equal("Unknown 1 timed-out", await SubmitAsync(Passing(), "A1"));
        Assert.Equal(["A1"], _called);
    }

    [Fact]
    public async Task Updates_of_one_entity_stay_in_order_however_they_are_mixed()
    {
        Awake("A");
        string[] names = [.. Enumerable.Range(0, 100).Select(i => $"{"AB"[i % 7 % 2]}{i}")];
        Assert.Equal(string.Join(", ", names.Select(n => $"Applied {n[1..]}")), await SubmitAsync(names));
        Assert.Equal(string.Join(' ', names.Where(n => n[0] == 'A')), Assert.Single(_direct));
        Assert.Equal(string.Join(' ', names.Where(n => n[0] == 'B')), Assert.Single(_called));
    }

    [Fact]
    public async Task A_large_call_is_handed_over_in_stretches_and_every_entity_gets_its_updates_in_order()
    {
        var given = new System.Collections.Concurrent.ConcurrentDictionary<string, string>();
        string[] entities = [.. Enumerable.Range(0, 200).Select(i => $"E{i:000}")];
        foreach (var name in entities)
        {
            _local.Add(Key(name), new LocalEntity(
                call =>
                {
                    given.AddOrUpdate(name, Names(call.Updates), (_, before) => $"{before} {Names(call.Updates)}");
                    foreach (var receipt in Applied(call.Updates)) call.Take(receipt);
                    call.End();
                },
                () => { },
                new EntityTurns()));
        }

        ImmutableArray<Update> updates = [.. Enumerable.Range(0, 600).Select(i => Received($"U{i}", entities[i % 200]))];
        var receipts = await _router.SubmitAsync(updates);
        Assert.Equal(updates.Select(u => u.Id), receipts.Select(r => r.Id));
        Assert.All(receipts, r => Assert.IsType<Receipt.Applied>(r));
        for (var i = 0; i < 200; i++) Assert.Equal($"U{i} U{i + 200} U{i + 400}", given[entities[i]]);
    }

    private static EntityKey Key(string name) => StockKey.Parse($"P1/L1/{name}").ToEntity();

    private static ImmutableArray<Receipt> Applied(ImmutableArray<Update> updates) =>
        [.. updates.Select(u => (Receipt)new Receipt.Applied(u.Id, int.Parse(u.Id.MessageId[1..], null), []))];

    private static Update Received(string id, string entity) =>
        new(new UpdateId("/test", 0, id), Key(entity), new StockUpdate.Received(new Quantity(1, UnitCode.Each)), DateTimeOffset.UnixEpoch);

    private static string Names(ImmutableArray<Update> updates) => string.Join(' ', updates.Select(u => u.Id.MessageId));

    private LocalEntity Awake(string name, Func<ImmutableArray<Update>, Task<ImmutableArray<Receipt>>>? submit = null)
    {
        var entity = new LocalEntity(call => _ = DecideAsync(call, submit), () => { }, new EntityTurns());
        _local.Add(Key(name), entity);
        return entity;
    }

    private async Task DecideAsync(EntityCall call, Func<ImmutableArray<Update>, Task<ImmutableArray<Receipt>>>? submit)
    {
        try
        {
            if (submit is null) _direct.Add(Names(call.Updates));
            foreach (var receipt in submit is null ? Applied(call.Updates) : await submit(call.Updates)) call.Take(receipt);
        }
        catch (InvalidOperationException e)
        {
            call.Throw(e);
        }

        call.End();
    }

    private void Remote(string name, Func<ImmutableArray<Update>, Task<ImmutableArray<Receipt>>> submit) =>
        _grains.Add(GrainId.Create(EntityKinds.Stock, Key(name).Id), GrainDouble.Of<IEntityGrain>(("Submit", args =>
        {
            var updates = (ImmutableArray<Update>)args[0]!;
            _called.Add(Names(updates));
            return submit(updates);
        })));

    private UpdateRouter Passing() => new(_grains.Factory, _local, new HandOvers(2), new PassingClock());

    private Task<string> SubmitAsync(params string[] names) => SubmitAsync(_router, names);

    private static async Task<string> SubmitAsync(UpdateRouter router, params string[] names)
    {
        var receipts = await router.SubmitAsync([.. names.Select(n => Received(n, n[..1]))]);
        Assert.Equal(names, receipts.Select(r => r.Id.MessageId));
        return Told(receipts);
    }

    private static string Told(ImmutableArray<Receipt> receipts) => string.Join(", ", receipts.Select(r => r switch
    {
        Receipt.Unknown u => $"Unknown {r.Id.MessageId[1..]} {u.Reason.Code}",
        Receipt.Applied a => $"Applied {a.Version}",
        _ => r.Verdict,
    }));
}

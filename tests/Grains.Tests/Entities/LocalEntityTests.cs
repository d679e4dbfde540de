using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Grains.Entities;

namespace Sync.Grains.Tests.Entities;

/// <summary>Updates that are handed over directly, in the turns of the activation, and the end of the activation.</summary>
public sealed class LocalEntityTests
{
    private readonly EntityTurns _turns = new();
    private readonly TaskCompletionSource _answer = new();
    private readonly LocalEntity _entity;
    private int _decided;
    private int _used;

    public LocalEntityTests() => _entity = new LocalEntity(
        call =>
        {
            _decided++;
            _ = EndAsync(call);
        },
        () => _used++,
        _turns);

    [Fact]
    public async Task A_call_is_decided_where_it_is_handed_over_if_the_entity_is_free()
    {
        var call = _entity.SubmitAsync([]);
        Assert.Equal((1, 1, false), (_decided, _used, call.IsCompleted));
        _answer.SetResult();
        Assert.NotNull(await call);
    }

    [Fact]
    public async Task A_call_that_comes_while_a_turn_runs_is_decided_after_it()
    {
        _answer.SetResult();
        Task<ImmutableArray<Receipt>?>? call = null;
        _turns.Bring(new Act(() =>
        {
            call = _entity.SubmitAsync([]);
            Assert.Equal((0, 0), (_decided, _used));
        }));
        Assert.NotNull(await call!);
        Assert.Equal((1, 1), (_decided, _used));
    }

    [Fact]
    public async Task What_comes_after_the_end_is_decided_by_nobody()
    {
        await _entity.CloseAsync();
        Assert.Null(await _entity.SubmitAsync([]));
        Assert.Equal((0, 0), (_decided, _used));
    }

    [Fact]
    public async Task What_was_handed_over_after_the_end_began_and_before_its_turn_is_decided_by_nobody()
    {
        Task? close = null;
        Task<ImmutableArray<Receipt>?>? call = null;
        _turns.Bring(new Act(() => (close, call) = (_entity.CloseAsync(), _entity.SubmitAsync([]))));
        await close!;
        Assert.Null(await call!);
        Assert.Equal(0, _decided);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_end_waits_for_every_call_that_runs_also_for_one_that_fails(bool fails)
    {
        var first = _entity.SubmitAsync([]);
        var second = _entity.SubmitAsync([]);
        var close = _entity.CloseAsync();
        await _turns.StartAsync(() => Task.CompletedTask);
        Assert.False(close.IsCompleted);
        if (fails) _answer.SetException(new InvalidOperationException());
        else _answer.SetResult();
        await close;
        Assert.Equal(2, _decided);
        Assert.Equal((fails, fails), (first.IsFaulted, second.IsFaulted));
    }

    [Fact]
    public void An_activation_that_ends_takes_only_itself_off_the_list()
    {
        var list = new LocalEntities();
        var newer = new LocalEntity(_ => { }, () => { }, _turns);
        list.Add(CounterWorld.Key, _entity);
        list.Add(CounterWorld.Key, newer);
        list.Remove(CounterWorld.Key, _entity);
        Assert.Same(newer, list.Find(CounterWorld.Key));
        list.Remove(CounterWorld.Key, newer);
        Assert.Null(list.Find(CounterWorld.Key));
    }

    private async Task EndAsync(EntityCall call)
    {
        try
        {
            await _answer.Task;
        }
        catch (InvalidOperationException e)
        {
            call.Throw(e);
        }

        call.End();
    }
}

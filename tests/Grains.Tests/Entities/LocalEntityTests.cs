using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Grains.Entities;
using Sync.Grains.Tests.Fakes;

namespace Sync.Grains.Tests.Entities;

/// <summary>Updates that are handed over directly, in the turns of the activation, and the end of the activation.</summary>
public sealed class LocalEntityTests
{
    private readonly Turns _turns = new();
    private readonly TaskCompletionSource<ImmutableArray<Receipt>> _answer = new();
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
    public void Nothing_is_decided_outside_of_the_turns_of_the_activation()
    {
        var call = _entity.SubmitAsync([]);
        Assert.Equal((0, 0), (_decided, _used));
        _turns.Run();
        Assert.Equal((1, 1, false), (_decided, _used, call.IsCompleted));
    }

    [Fact]
    public void What_comes_after_the_end_is_decided_by_nobody()
    {
        Turns.Finish(_turns.Start(_entity.CloseAsync));
        var call = _entity.SubmitAsync([]);
        _turns.Run();
        Assert.Null(Turns.Finish(call));
        Assert.Equal((0, 0), (_decided, _used));
    }

    [Fact]
    public void What_was_handed_over_before_the_end_and_had_no_turn_yet_is_decided_by_nobody()
    {
        var close = _turns.Begin(_entity.CloseAsync);
        var call = _entity.SubmitAsync([]);
        _turns.Run();
        Assert.True(close.IsCompletedSuccessfully);
        Assert.Null(Turns.Finish(call));
        Assert.Equal(0, _decided);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_end_waits_for_every_call_that_runs_also_for_one_that_fails(bool fails)
    {
        var first = _entity.SubmitAsync([]);
        var second = _entity.SubmitAsync([]);
        _turns.Run();
        var close = _turns.Start(_entity.CloseAsync);
        Assert.False(close.IsCompleted);
        if (fails) _answer.SetException(new InvalidOperationException());
        else _answer.SetResult([]);
        _turns.Run();
        Assert.Equal(2, _decided);
        Assert.Equal((fails, fails), (first.IsFaulted, second.IsFaulted));
        _turns.Until(close.ContinueWith(static _ => true, TaskScheduler.Default));
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

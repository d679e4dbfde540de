using CsCheck;
using Sync.Grains.Entities;

namespace Sync.Grains.Tests.Entities;

/// <summary>The turns of one entity: one at a time, in order, on whatever thread there is.</summary>
public sealed class EntityTurnsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly EntityTurns _turns = new();

    [Fact]
    public void A_turn_runs_at_once_on_the_thread_that_brings_it_while_the_entity_is_free()
    {
        var threads = new List<int>();
        for (var i = 0; i < 2; i++) _turns.Bring(new Act(() => threads.Add(Environment.CurrentManagedThreadId)));
        Assert.Equal([Environment.CurrentManagedThreadId, Environment.CurrentManagedThreadId], threads);
    }

    [Fact]
    public async Task What_comes_while_a_turn_runs_has_its_turns_in_order_also_where_there_are_many()
    {
        var ran = new List<int>();
        var last = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _turns.Bring(new Act(() =>
        {
            for (var i = 0; i < 100; i++)
            {
                var number = i;
                _turns.Bring(new Act(() => ran.Add(number)));
            }

            _turns.Bring(new Act(last.SetResult));
            Assert.Empty(ran);
        }));
        await last.Task.WaitAsync(Patience);
        Assert.Equal(Enumerable.Range(0, 100), ran);
    }

    [Fact]
    public async Task After_an_await_it_is_a_turn_again_and_others_have_theirs_meanwhile()
    {
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var isAlone = false;
        var work = _turns.StartAsync(async () =>
        {
            await answer.Task;
            Assert.Equal(_turns, TaskScheduler.Current);
            // Whoever is brought while this runs has to wait.
            isAlone = true;
            _turns.Bring(new Act(() => isAlone = false));
            Assert.True(isAlone);
        });
        await _turns.StartAsync(() => Task.CompletedTask).WaitAsync(Patience);
        Assert.False(work.IsCompleted);
        answer.SetResult();
        await work.WaitAsync(Patience);
    }

    [Fact]
    public async Task Nothing_that_waits_runs_in_the_activation_that_started_it()
    {
        var here = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;
        var seen = await Task.Factory.StartNew(
            () =>
            {
                var inside = new TaskCompletionSource<TaskScheduler>(TaskCreationOptions.RunContinuationsAsynchronously);
                _turns.Bring(new Act(() => _turns.Bring(new Act(() => inside.SetResult(TaskScheduler.Current)))));
                return inside.Task;
            },
            CancellationToken.None,
            TaskCreationOptions.DenyChildAttach,
            here).Unwrap().WaitAsync(Patience);
        Assert.Equal(TaskScheduler.Default, seen);
    }

    [Fact]
    public void However_many_bring_turns_at_once_one_runs_at_a_time_and_each_has_its_own_in_order() => Gen.Int[1, 4].Select(Gen.Int[1, 300]).Sample(
        (bringers, each) =>
        {
            var turns = new EntityTurns();
            var (running, together, left) = (0, 0, bringers * each);
            var order = new List<int>[bringers];
            var done = new ManualResetEventSlim();
            Thread[] threads = [.. Enumerable.Range(0, bringers).Select(bringer =>
            {
                order[bringer] = [];
                return new Thread(() =>
                {
                    for (var i = 0; i < each; i++)
                    {
                        var number = i;
                        var turn = new Act(() =>
                        {
                            if (Interlocked.Increment(ref running) > 1) Interlocked.Increment(ref together);
                            order[bringer].Add(number);
                            Interlocked.Decrement(ref running);
                            if (Interlocked.Decrement(ref left) == 0) done.Set();
                        });
                        if (number % 3 == 0) _ = Task.Factory.StartNew(turn.Run, CancellationToken.None, TaskCreationOptions.DenyChildAttach, turns);
                        else turns.Bring(turn);
                    }
                });
            })];
            foreach (var thread in threads) thread.Start();
            Assert.True(done.Wait(Patience), "every turn should have been run");
            foreach (var thread in threads) thread.Join();
            Assert.Equal(0, together);
            Assert.All(order, one => Assert.Equal(Enumerable.Range(0, each), one));
        },
        iter: 1_000,
        threads: 1);
}

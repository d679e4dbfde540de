using System.Diagnostics.CodeAnalysis;

namespace Sync.Grains.Tests.Fakes;

/// <summary>What the scheduler of an activation is, without threads: one turn at a time, run by the test until nothing is left to run.</summary>
internal sealed class Turns : TaskScheduler
{
    private readonly Queue<Task> _queue = new();

    /// <summary>Begins a call. Nothing runs before <see cref="Run"/>.</summary>
    public Task<T> Begin<T>(Func<Task<T>> call) => Task.Factory.StartNew(call, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this).Unwrap();

    /// <summary>Begins a call without a result.</summary>
    public Task Begin(Func<Task> call) => Task.Factory.StartNew(call, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this).Unwrap();

    /// <summary>Begins a call and runs until nothing is left to run.</summary>
    public Task<T> Start<T>(Func<Task<T>> call)
    {
        var task = Begin(call);
        Run();
        return task;
    }

    /// <summary>Begins a call and runs until nothing is left to run.</summary>
    public Task Start(Func<Task> call)
    {
        var task = Begin(call);
        Run();
        return task;
    }

    /// <summary>One turn without waits.</summary>
    public void Do(Action turn) => Finish(Start(() =>
    {
        turn();
        return Task.CompletedTask;
    }));

    /// <summary>The result of a call that must be complete by now.</summary>
    public T Result<T>(Func<Task<T>> call) => Finish(Start(call));

    /// <summary>Runs turns until none is left.</summary>
    public void Run()
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            while (TryNext(out var task)) TryExecuteTask(task);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    /// <summary>Runs turns until a task is complete that something outside of the turns (a timer) completes.</summary>
    public T Until<T>(Task<T> task)
    {
        _ = task.ContinueWith(_ => Wake(), Default);
        while (!task.IsCompleted)
        {
            Run();
            lock (_queue)
                if (_queue.Count == 0 && !task.IsCompleted) Assert.True(Monitor.Wait(_queue, TimeSpan.FromSeconds(30)), "the call should complete");
        }

        return task.GetAwaiter().GetResult();
    }

    /// <summary>Runs turns until something is true that turns make true.</summary>
    public void Until(Func<bool> condition)
    {
        for (Run(); !condition(); Run())
        {
            lock (_queue)
                if (_queue.Count == 0) Assert.True(Monitor.Wait(_queue, TimeSpan.FromSeconds(30)), "this should have come true");
        }
    }

    /// <summary>The result of a task that must be complete.</summary>
    public static T Finish<T>(Task<T> task)
    {
        Assert.True(task.IsCompleted, "the call should be complete");
        return task.GetAwaiter().GetResult();
    }

    /// <summary>Throws what a task that must be complete threw.</summary>
    public static void Finish(Task task)
    {
        Assert.True(task.IsCompleted, "the call should be complete");
        task.GetAwaiter().GetResult();
    }

    protected override void QueueTask(Task task)
    {
        lock (_queue)
        {
            _queue.Enqueue(task);
            Monitor.PulseAll(_queue);
        }
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_queue) return [.. _queue];
    }

    private void Wake()
    {
        lock (_queue) Monitor.PulseAll(_queue);
    }

    private bool TryNext([NotNullWhen(true)] out Task? task)
    {
        lock (_queue) return _queue.TryDequeue(out task);
    }
}

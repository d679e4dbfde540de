namespace Sync.Grains.Entities;

/// <summary>The turns of one entity: one at a time, in the order in which they were brought, on no thread of their own. Who brings a turn while the entity is
/// free runs it at once; what comes meanwhile is run by the thread pool, a stretch at a time. As a scheduler it runs tasks, and what comes after their
/// awaits, as turns in the thread pool, outside of whatever activation they were started from. Thread-safe.</summary>
/// <remarks>The scheduler that the runtime gives an activation would do as well, but needs a task a turn, keeps it in a queue of its own, and wakes a thread for it.</remarks>
internal sealed class EntityTurns : TaskScheduler, IThreadPoolWorkItem
{
    /// <summary>So many turns are run one after the other, before others have a thread.</summary>
    private const int Stretch = 16;

    private const int Free = 0;
    private const int Taken = 1;
    private const int Wanted = 2;

    // A number, and not the turn itself: an entity that is free has nothing written into it that a collection of memory would have to look at.
    private int _state;

    // The newest that wait; each points to the one before it.
    private EntityTurn? _newest;

    // The oldest that wait, in order. Touched by who has the turn.
    private EntityTurn? _line;

    /// <summary>At most one turn runs.</summary>
    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Runs a turn now if the entity is free; else it is run when those before it have been.</summary>
    public void Bring(EntityTurn turn)
    {
        if (Interlocked.CompareExchange(ref _state, Taken, Free) != Free)
        {
            Queue(turn);
            return;
        }

        turn.Run();
        if (!IsLast()) Continue();
    }

    void IThreadPoolWorkItem.Execute()
    {
        for (var left = Stretch; left > 0; left--)
        {
            Next()?.Run();
            if (IsLast()) return;
        }

        Continue();
    }

    protected override void QueueTask(Task task) => Queue(new TaskTurn(this, task));

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    /// <summary>For debuggers, which stop everything else: not supported.</summary>
    protected override IEnumerable<Task> GetScheduledTasks() => throw new NotSupportedException("turns that wait are known to who has the turn only");

    private void Continue() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);

    /// <summary>Puts a turn in line, and sees to it that somebody comes to run it.</summary>
    private void Queue(EntityTurn turn)
    {
        // Once it is in line, it belongs to who runs it: its link is not read again.
        EntityTurn? before;
        do turn.Link = before = Volatile.Read(ref _newest);
        while (Interlocked.CompareExchange(ref _newest, turn, before) != before);

        // Who has the entity looks for others before it is free again; where nobody has it any more, it is taken.
        while (Interlocked.CompareExchange(ref _state, Wanted, Taken) == Free)
        {
            if (Interlocked.CompareExchange(ref _state, Taken, Free) != Free) continue;
            Continue();
            return;
        }
    }

    /// <summary>True when no turn waits: the entity is free.</summary>
    private bool IsLast()
    {
        if (_line is not null) return false;
        if (Interlocked.CompareExchange(ref _state, Free, Taken) == Taken) return true;
        Volatile.Write(ref _state, Taken);
        return false;
    }

    /// <summary>The oldest turn that waits; null where somebody has run what waited already.</summary>
    private EntityTurn? Next()
    {
        if (_line is null)
        {
            for (var newest = Interlocked.Exchange(ref _newest, null); newest is not null;) (newest.Link, _line, newest) = (_line, newest, newest.Link);
            if (_line is null) return null;
        }

        var turn = _line;
        (_line, turn.Link) = (turn.Link, null);
        return turn;
    }

    private sealed class TaskTurn(EntityTurns turns, Task task) : EntityTurn
    {
        public override void Run() => turns.TryExecuteTask(task);
    }
}

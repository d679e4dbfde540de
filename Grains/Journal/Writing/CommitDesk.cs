namespace Sync.Journal.Writing;

/// <summary>Bounded queues, and who may empty which: what several writers share. Thread-safe.</summary>
/// <remarks>
/// <para>Most of what a small commit costs does not depend on how many records it holds. So while little waits, one writer takes all of it, and the others leave
/// everything to it; only when more waits does each queue get a writer of its own.</para>
/// <para>A queue is emptied by one writer at a time, so what one entity appends is committed in its order. Nothing waits for more to come: whatever queues while a
/// commit is under way is the next one.</para>
/// </remarks>
/// <param name="queues">How many queues.</param>
/// <param name="queueLimit">The weight that may wait in one queue; one item that is heavier is taken when nothing waits.</param>
/// <param name="batchLimit">The weight of one batch; one item that is heavier is a batch by itself.</param>
/// <param name="few">The weight up to which one writer takes everything that waits.</param>
/// <param name="time">Measures how long one writer has had everything.</param>
internal sealed class CommitDesk<T>(int queues, int queueLimit, int batchLimit, int few, TimeProvider time)
    where T : Queued
{
    /// <summary>What one writer takes by itself unless said otherwise.</summary>
    public const int Few = 64;

    /// <summary>A commit of a few that takes longer keeps only the queues whose items it holds: it may hang.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(20);

    private readonly Lock _gate = new();
    private readonly CommitQueue<T>[] _queues = [.. Enumerable.Range(0, queues).Select(static _ => new CommitQueue<T>())];
    private readonly Stack<CommitTurn<T>> _idle = new();
    private ITimer? _timer;
    private CommitTurn<T>? _alone;
    private int _next;
    private int _waking;
    private bool _isArmed;
    private bool _isClosed;

    /// <summary>The weight that waits in a queue now.</summary>
    public int Waiting(int queue)
    {
        lock (_gate) return _queues[queue].Weight;
    }

    /// <summary>Queues an item, or says why not; then nothing of it was taken.</summary>
    public Exception? Offer(int queue, T item)
    {
        CommitTurn<T>? woken;
        lock (_gate)
        {
            if (_isClosed) return QueueRefusal.Stopped();
            var into = _queues[queue];
            if (into.Weight > 0 && into.Weight + item.Weight > queueLimit)
                return QueueRefusal.Full(queueLimit);
            into.Add(item);
            woken = Next();
            if (woken is null && _alone is { } alone && alone.HoldsInVain(into)) Arm(alone);
        }

        woken?.Wake();
        return null;
    }

    /// <summary>Gives back what the turn had and fills it again, as soon as there is something for it.</summary>
    /// <returns>False when the desk is closed and nothing is left for this writer.</returns>
    public async Task<bool> TakeAsync(CommitTurn<T> turn)
    {
        Release(turn);
        while (true)
        {
            CommitTurn<T>? other = null;
            var waiting = Task.CompletedTask;
            lock (_gate)
            {
                if (TryTake(turn)) other = Next();
                else if (_isClosed) return false;
                else waiting = Rest(turn);
            }

            other?.Wake();
            if (turn.Items.Count > 0) return true;
            await waiting;
            lock (_gate) _waking--;
        }
    }

    /// <summary>Takes nothing more; writers end when they have emptied the queues.</summary>
    public void Close()
    {
        CommitTurn<T>[] woken;
        lock (_gate)
        {
            _isClosed = true;
            woken = [.. _idle];
            _idle.Clear();
            _waking += woken.Length;
            _timer?.Dispose();
        }

        foreach (var turn in woken) turn.Wake();
    }

    /// <summary>Takes out whatever waits: nobody will.</summary>
    public List<T> Drain()
    {
        var left = new List<T>();
        lock (_gate)
        {
            foreach (var queue in _queues) queue.MoveTo(left, int.MaxValue);
        }

        return left;
    }

    private void Release(CommitTurn<T> turn)
    {
        lock (_gate)
        {
            if (_alone == turn) _alone = null;
            turn.Clear();
        }
    }

    // All of the rest is called with the gate held.
    private bool TryTake(CommitTurn<T> turn)
    {
        if (_alone is not null) return false;
        return IsQuiet() ? TryTakeAll(turn) : TryTakeNext(turn);
    }

    private bool TryTakeAll(CommitTurn<T> turn)
    {
        foreach (var queue in _queues) turn.Take(queue, batchLimit);
        if (turn.Items.Count == 0)
        {
            turn.Clear();
            return false;
        }

        (_alone, turn.Since) = (turn, time.GetTimestamp());
        return true;
    }

    private bool TryTakeNext(CommitTurn<T> turn)
    {
        for (var i = 0; i < _queues.Length; i++)
        {
            var queue = _queues[(_next + i) % _queues.Length];
            if (!queue.IsReady) continue;
            _next = (_next + i + 1) % _queues.Length;
            turn.Take(queue, batchLimit);
            return true;
        }

        return false;
    }

    /// <summary>True when nobody is at work and little waits.</summary>
    private bool IsQuiet()
    {
        var weight = 0L;
        foreach (var queue in _queues)
        {
            if (queue.Holder is not null) return false;
            weight += queue.Weight;
        }

        return weight <= few;
    }

    /// <summary>An idle writer when there is something for it. Whoever wakes up looks around by itself, so one at a time is enough.</summary>
    private CommitTurn<T>? Next()
    {
        if (_waking > 0 || _idle.Count == 0) return null;
        foreach (var queue in _queues)
        {
            if (!queue.IsReady) continue;
            _waking++;
            return _idle.Pop();
        }

        return null;
    }

    private Task Rest(CommitTurn<T> turn)
    {
        _idle.Push(turn);
        return turn.Rest();
    }

    private void Arm(CommitTurn<T> alone)
    {
        if (_isArmed || _isClosed) return;
        _isArmed = true;
        var left = Patience - time.GetElapsedTime(alone.Since);
        _timer ??= time.CreateTimer(static desk => ((CommitDesk<T>)desk!).OnOverdue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whoever has everything for too long keeps only what it works at.</summary>
    private void OnOverdue()
    {
        CommitTurn<T>? woken = null;
        lock (_gate)
        {
            _isArmed = false;
            if (_alone is not { } alone) return;
            if (time.GetElapsedTime(alone.Since) >= Patience)
            {
                _alone = null;
                alone.LetGoOfEmpty();
                woken = Next();
            }
            else if (Array.Exists(_queues, alone.HoldsInVain))
            {
                Arm(alone);
            }
        }

        woken?.Wake();
    }
}

using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Journal.Storage;

namespace Sync.Journal.Writing;

/// <summary>The session of one activation. Appends are accepted against the head that the session will have once everything before is durable;
/// the first failure poisons it, because what was decided on top of a lost record must never be stored.</summary>
internal sealed class JournalSession : IJournalSession
{
    /// <summary>Records leave the journal after a day at the earliest, and with them the fence: a session that has not heard of its head for half
    /// as long must not append to it.</summary>
    private static readonly TimeSpan StaleAfter = TimeSpan.FromHours(12);

    private readonly AppendQueue _queue;
    private readonly HeadConfirmer _heads;
    private readonly Lock _gate = new();

    // As values: a session lives long, and a request that it pointed to would have to be found from it by every collection of memory.
    private readonly List<EntityHead> _pending = [];
    private EntityHead _durable;
    private EntityHead _accepted;
    private List<(EntityHead Last, TaskCompletionSource Ended)>? _ended;
    private volatile bool _poisoned;
    private long _heard;

    public JournalSession(EntityKey entity, int lane, EntityHead head, AppendQueue queue, HeadConfirmer heads)
    {
        Entity = entity;
        Lane = lane;
        SortKey = entity.ToString();
        _durable = _accepted = head;
        _queue = queue;
        _heads = heads;
        _heard = queue.Now.UtcTicks;
    }

    public EntityKey Entity { get; }

    /// <summary>The entity's lane.</summary>
    public int Lane { get; }

    /// <summary>The key text: every writer of every process sorts by it, so that none waits for another in a circle.</summary>
    public string SortKey { get; }

    public bool IsPoisoned => _poisoned;

    public void Append(ImmutableArray<JournalRecord> records, IAppendObserver observer)
    {
        var now = _queue.Now;
        if (!_poisoned && now.UtcTicks - Volatile.Read(ref _heard) > StaleAfter.Ticks) Poison();
        if (_poisoned)
        {
            _ = FailAfterLastAsync(observer);
            return;
        }

        if (Misfit(records) is { } misfit)
        {
            Poison();
            observer.OnFailed(new ArgumentException(misfit, nameof(records)));
            return;
        }

        var request = new AppendRequest(this, records, observer, now);
        var head = request.Head;
        lock (_gate) _pending.Add(head);
        if (_queue.Offer(request) is { } refusal)
        {
            lock (_gate) _pending.Remove(head);
            observer.OnFailed(refusal);
            return;
        }

        _accepted = head;
    }

    public async Task ConfirmHeadAsync()
    {
        await AllEndedAsync();
        if (_poisoned) throw Fenced();
        EntityHead expected;
        lock (_gate) expected = _durable;
        var head = await _heads.ReadAsync(Entity);
        if (IsOurs(expected, head))
        {
            Volatile.Write(ref _heard, _queue.Now.UtcTicks);
            return;
        }

        Poison();
        throw new JournalFencedException($"{Entity}: another activation has written version {head.Version}, this one believed in {expected.Version}");
    }

    public void Poison() => _poisoned = true;

    public JournalFencedException Fenced() => new($"{Entity}: an earlier record of this session was not stored; nothing after it is. Load and decide again");

    public void OnCommitted(AppendRequest request)
    {
        lock (_gate)
        {
            _durable = request.Head;
            Forget(_durable);
            Volatile.Write(ref _heard, _queue.Now.UtcTicks);
        }
    }

    public void OnFailed(AppendRequest request)
    {
        Poison();
        lock (_gate) Forget(request.Head);
    }

    private void Forget(EntityHead head)
    {
        _pending.Remove(head);
        if (_ended is not null) Tell(_ended, head);
    }

    private static void Tell(List<(EntityHead Last, TaskCompletionSource Ended)> waiting, EntityHead head)
    {
        foreach (var (last, ended) in waiting)
            if (last == head) ended.TrySetResult();
        waiting.RemoveAll(e => e.Last == head);
    }

    /// <summary>Completes when every append so far has ended. They end in the order of the calls.</summary>
    private Task AllEndedAsync()
    {
        lock (_gate)
        {
            if (_pending.Count == 0) return Task.CompletedTask;
            var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            (_ended ??= []).Add((_pending[^1], ended));
            return ended.Task;
        }
    }

    // The read may have met records of ours that were accepted after the confirmation was asked for.
    private bool IsOurs(EntityHead expected, EntityHead head)
    {
        if (head.Version <= expected.Version) return head == expected;
        lock (_gate) return head.Version <= _durable.Version || _pending.Contains(head);
    }

    private string? Misfit(ImmutableArray<JournalRecord> records)
    {
        var head = _accepted;
        foreach (var record in records)
        {
            if (record.Entity != Entity) return $"{Entity}: a record of {record.Entity} was appended";
            if (record.Version != head.Version + 1) return $"{Entity}: version {head.Version + 1} is next, version {record.Version} was appended";
            if (record.PreviousHash != head.Hash) return $"{Entity}: version {record.Version} does not chain to the record before it";
            if (RecordRules.Broken(record) is { } broken) return $"{Entity}: version {record.Version} could not be read back: {broken}";
            head = new EntityHead(record.Version, record.Hash);
        }

        return null;
    }

    // Appends end in the order of the calls, so this one waits for those that are still queued.
    private async Task FailAfterLastAsync(IAppendObserver observer)
    {
        await AllEndedAsync();
        observer.OnFailed(Fenced());
    }
}

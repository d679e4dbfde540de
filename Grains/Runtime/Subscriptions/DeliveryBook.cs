using Sync.Contracts;

namespace Sync.Grains.Subscriptions;

/// <summary>What a subscription has taken and not yet confirmed: a queue for each key, one delivery of a key at a time, and the cursor of each lane.
/// Keeps nothing of what is confirmed. Used on one scheduler.</summary>
internal sealed class DeliveryBook(int lanes)
{
    private readonly Dictionary<EntityKey, KeyQueue> _keys = [];
    private readonly LinkedList<KeyQueue> _ready = new();
    private readonly LaneCursor[] _lanes = [.. Enumerable.Range(0, lanes).Select(_ => new LaneCursor())];

    /// <summary>Changes taken and not confirmed.</summary>
    public int Pending { get; private set; }

    /// <summary>Deliveries under way.</summary>
    public int InFlight { get; private set; }

    public void StartAt(int lane, FeedPosition position) => _lanes[lane].Last = position;

    public void Take(int lane, FeedRecord record)
    {
        var key = record.Record.Entity;
        if (!_keys.TryGetValue(key, out var queue)) _keys[key] = queue = new KeyQueue();
        queue.Entries.Enqueue(_lanes[lane].Add(record));
        Pending++;
        if (queue.Entries.Count == 1) _ready.AddLast(queue);
    }

    /// <summary>Takes note of a change that needs no delivery.</summary>
    public void Skip(int lane, FeedRecord record) => _lanes[lane].Last = record.Position;

    /// <summary>The next change that may be sent now, oldest key first.</summary>
    public JournalRecord? TryStart(DateTimeOffset now)
    {
        for (var node = _ready.First; node is not null; node = node.Next)
        {
            if (node.Value.NotBefore > now) continue;
            _ready.Remove(node);
            InFlight++;
            return node.Value.Entries.Peek().Record;
        }

        return null;
    }

    /// <summary>The delivery of the key's oldest change is confirmed.</summary>
    public void Confirm(EntityKey key)
    {
        InFlight--;
        var queue = _keys[key];
        queue.Entries.Dequeue().Done();
        queue.Attempts = 0;
        queue.FailingSince = null;
        Pending--;
        if (queue.Entries.Count > 0) _ready.AddLast(queue);
        else _keys.Remove(key);
    }

    /// <summary>The delivery of the key's oldest change failed: it is tried again later.</summary>
    /// <returns>Since when this change has failed.</returns>
    public DateTimeOffset Postpone(EntityKey key, DateTimeOffset now, Func<int, TimeSpan> wait)
    {
        InFlight--;
        var queue = _keys[key];
        queue.NotBefore = now + wait(++queue.Attempts);
        _ready.AddLast(queue);
        return queue.FailingSince ??= now;
    }

    /// <summary>Lets every key that waits after a failure go at once.</summary>
    public void Hurry()
    {
        foreach (var queue in _ready) queue.NotBefore = default;
    }

    /// <summary>Forgets everything of a key whose delivery is under way: it is parked elsewhere, durably.</summary>
    public void Drop(EntityKey key)
    {
        InFlight--;
        if (!_keys.Remove(key, out var queue)) return;
        Pending -= queue.Entries.Count;
        foreach (var entry in queue.Entries) entry.Done();
    }

    /// <summary>The oldest change that is not confirmed.</summary>
    public JournalRecord? Oldest => _lanes.Select(l => l.Oldest).OfType<JournalRecord>().MinBy(r => r.RecordedAt);

    /// <summary>Every change of the lane up to here is confirmed, parked or of no concern.</summary>
    public FeedPosition Cursor(int lane, FeedPosition taken) => _lanes[lane].Position(taken);

    private sealed class KeyQueue
    {
        public Queue<Entry> Entries { get; } = new();

        public int Attempts { get; set; }

        public DateTimeOffset? FailingSince { get; set; }

        public DateTimeOffset NotBefore { get; set; }
    }

    /// <summary>A change that is not confirmed, and the position of the lane before it.</summary>
    private sealed class Entry(JournalRecord record, FeedPosition before, LaneCursor lane)
    {
        private LinkedListNode<Entry>? _node;

        public JournalRecord Record => record;

        public FeedPosition Before => before;

        public void StandIn(LinkedList<Entry> pending) => _node = pending.AddLast(this);

        public void Done() => lane.Remove(_node!);
    }

    private sealed class LaneCursor
    {
        private readonly LinkedList<Entry> _pending = new();

        public FeedPosition Last { get; set; }

        public JournalRecord? Oldest => _pending.First?.Value.Record;

        public Entry Add(FeedRecord record)
        {
            var entry = new Entry(record.Record, Last, this);
            Last = record.Position;
            entry.StandIn(_pending);
            return entry;
        }

        public void Remove(LinkedListNode<Entry> node) => _pending.Remove(node);

        public FeedPosition Position(FeedPosition taken) => _pending.First?.Value.Before ?? taken;
    }
}

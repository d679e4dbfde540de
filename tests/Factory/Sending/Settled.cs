using System.Collections.Concurrent;
using Sync.Factory.Books;

namespace Sync.Factory.Sending;

/// <summary>Which updates of this run have a verdict, and who waits for one. Thread-safe.</summary>
internal sealed class Settled
{
    private readonly ConcurrentDictionary<UpdateRef, string> _verdicts = new();
    private readonly Dictionary<UpdateRef, List<Message>> _waiting = [];
    private readonly ConcurrentQueue<Message> _released = new();
    private readonly Lock _gate = new();

    /// <summary>The first conclusive verdict on an update, or null.</summary>
    public string? VerdictOf(UpdateRef update) => _verdicts.GetValueOrDefault(update);

    public void Settle(UpdateRef update, string verdict)
    {
        if (!Verdicts.IsConclusive(verdict)) return;
        lock (_gate)
        {
            _verdicts.TryAdd(update, verdict);
            if (!_waiting.Remove(update, out var waiting)) return;
            foreach (var message in waiting) _released.Enqueue(message);
        }
    }

    /// <summary>Keeps a message back until an update has its verdict.</summary>
    /// <returns>False when it has one already.</returns>
    public bool Wait(UpdateRef update, Message message)
    {
        lock (_gate)
        {
            if (_verdicts.ContainsKey(update)) return false;
            if (!_waiting.TryGetValue(update, out var waiting)) _waiting[update] = waiting = [];
            waiting.Add(message);
            return true;
        }
    }

    /// <summary>A message whose wait is over.</summary>
    public bool TryTakeReleased(out Message message) => _released.TryDequeue(out message!);
}

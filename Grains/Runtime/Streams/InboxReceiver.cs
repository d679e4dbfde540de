using Orleans.Streams;
using Sync.Journal;

namespace Sync.Grains.Streams;

/// <summary>Follows one queue of the log from its checkpoint. The checkpoint moves over what was taken without a gap, and never back: whoever
/// begins where another stopped, or while another still runs, meets some messages again and none too few. Called by one agent.</summary>
internal sealed class InboxReceiver(int queue, IInboxStore store, InboxEnds ends) : IQueueAdapterReceiver
{
    private const int Most = 256;
    private readonly SortedSet<long> _open = [];
    private long _read = -1;
    private long _saved;

    public async Task Initialize(TimeSpan timeout) => _read = _saved = await store.ReadCheckpointAsync(queue);

    public async Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount)
    {
        // The agent goes on when its first call has failed.
        if (_read < 0) await Initialize(default);
        if (!await ends.ReachAsync(queue, _read)) return [];
        var entries = await store.ReadLogAsync(queue, _read, maxCount is > 0 and < Most ? maxCount : Most);
        var containers = new List<IBatchContainer>(entries.Length);
        foreach (var entry in entries)
        {
            _read = entry.Offset;
            _open.Add(_read);
            containers.Add(new InboxContainer(InboxQueues.StreamOf(entry.Stream), new InboxItem(_read)));
        }

        return containers;
    }

    public async Task MessagesDeliveredAsync(IList<IBatchContainer> messages)
    {
        foreach (var message in messages) _open.Remove(message.SequenceToken.SequenceNumber);
        var taken = _open.Count > 0 ? _open.Min - 1 : _read;
        if (taken <= _saved) return;
        await store.SaveCheckpointAsync(queue, taken);
        _saved = taken;
    }

    public Task Shutdown(TimeSpan timeout) => Task.CompletedTask;
}

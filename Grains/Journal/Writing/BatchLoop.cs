using System.Threading.Channels;

namespace Sync.Journal.Writing;

/// <summary>A bounded queue and the one loop that empties it. The loop takes whatever queued while it worked, so batches grow with the load
/// by themselves; there is no timer and no added wait when idle.</summary>
/// <param name="queueLimit">The weight that may wait; one item that is heavier is taken when nothing waits.</param>
/// <param name="batchLimit">The weight of one batch; one item that is heavier is a batch by itself.</param>
/// <param name="work">Answers every item of a batch. What it leaves unanswered by throwing fails with what it threw.</param>
internal sealed class BatchLoop<T>(int queueLimit, int batchLimit, Func<List<T>, Task> work)
    where T : Queued
{
    private readonly Channel<T> _queue = Channel.CreateUnbounded<T>(new UnboundedChannelOptions { SingleReader = true });
    private int _waiting;
    private Task? _loop;

    /// <summary>The weight that waits now.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Queues an item, or says why not; then nothing of it was taken.</summary>
    public Exception? Offer(T item)
    {
        var weight = item.Weight;
        var waiting = Interlocked.Add(ref _waiting, weight);
        if (waiting > queueLimit && waiting != weight)
        {
            Interlocked.Add(ref _waiting, -weight);
            return QueueRefusal.Full(queueLimit);
        }

        if (_queue.Writer.TryWrite(item)) return null;
        Interlocked.Add(ref _waiting, -weight);
        return QueueRefusal.Stopped();
    }

    public void Start(TaskScheduler scheduler)
    {
        // The loop serves everybody: it must not carry the trace or the request of whoever happened to start it.
        using var flow = ExecutionContext.SuppressFlow();
        _loop = Task.Factory.StartNew(RunAsync, CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler).Unwrap();
    }

    /// <summary>Takes nothing more, and completes when everything that waited is answered.</summary>
    public async Task StopAsync()
    {
        _queue.Writer.TryComplete();
        if (_loop is { } loop)
        {
            await loop;
            return;
        }

        while (_queue.Reader.TryRead(out var item)) item.Fail(QueueRefusal.Stopped());
    }

    private async Task RunAsync()
    {
        var batch = new List<T>();
        while (await _queue.Reader.WaitToReadAsync())
        {
            Take(batch);
            try
            {
                await work(batch);
            }
            catch (Exception e)
            {
                foreach (var item in batch) item.Fail(e);
            }

            batch.Clear();
        }
    }

    private void Take(List<T> batch)
    {
        var weight = 0;
        while (_queue.Reader.TryPeek(out var next) && (batch.Count == 0 || weight + next.Weight <= batchLimit))
        {
            _queue.Reader.TryRead(out next);
            batch.Add(next!);
            weight += next!.Weight;
        }

        Interlocked.Add(ref _waiting, -weight);
    }
}

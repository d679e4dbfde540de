using System.Collections.Concurrent;
using Sync.Contracts;
using Sync.Grains.Entities;

namespace Sync.Grains.Routing;

/// <summary>Hands large calls over to entities a stretch at a time. A call of hundreds of entities would else fill the queues of the thread pool for many
/// milliseconds, and whatever comes meanwhile, a read for example, would stand behind all of it. Updates of one entity keep their order. Thread-safe.</summary>
internal sealed class HandOvers
{
    private readonly Pump[] _pumps;

    public HandOvers()
        : this(Environment.ProcessorCount)
    {
    }

    /// <param name="pumps">How many stretches may be under way at once.</param>
    public HandOvers(int pumps) => _pumps = [.. Enumerable.Range(0, pumps).Select(static _ => new Pump())];

    /// <summary>Hands a call over when its turn has come.</summary>
    public void Add(EntityKey target, LocalEntity entity, EntityCall call) => _pumps[target.StableHash() % (uint)_pumps.Length].Add(entity, call);

    /// <summary>One queue, and the work item that empties it: after each stretch it goes to the end of the pool's queue, and lets go of the processor.</summary>
    private sealed class Pump : IThreadPoolWorkItem
    {
        /// <summary>Entities that are handed over together: some hundred microseconds of work.</summary>
        private const int Stretch = 8;

        /// <summary>Where so many wait, throughput counts more than who else wants the processor.</summary>
        private const int Crowd = 1_000;

        private readonly ConcurrentQueue<(LocalEntity Entity, EntityCall Call)> _queue = new();
        private int _waiting;

        public void Add(LocalEntity entity, EntityCall call)
        {
            _queue.Enqueue((entity, call));
            if (Interlocked.Increment(ref _waiting) == 1) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }

        public void Execute()
        {
            var taken = 0;
            for (; taken < Stretch && _queue.TryDequeue(out var next); taken++) next.Entity.Submit(next.Call);
            var left = Interlocked.Add(ref _waiting, -taken);
            if (left is > 0 and < Crowd) Thread.Yield();
            if (left > 0) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }
}

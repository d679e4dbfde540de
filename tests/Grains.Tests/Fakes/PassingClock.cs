using System.Collections.Concurrent;

namespace Sync.Grains.Tests.Fakes;

/// <summary>A clock on which every short pause is over at once, and which knows how long each was. What lasts longer or comes again takes its real time.</summary>
internal sealed class PassingClock : TimeProvider
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(999);

    /// <summary>In milliseconds, in their order.</summary>
    public ConcurrentQueue<double> Pauses { get; } = new();

    /// <summary>Only the pauses pass.</summary>
    public override long GetTimestamp() => (long)(Pauses.Sum() * TimestampFrequency / 1_000);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime > Longest || period != Timeout.InfiniteTimeSpan) return base.CreateTimer(callback, state, dueTime, period);
        Pauses.Enqueue(dueTime.TotalMilliseconds);
        callback(state);
        return new Passed();
    }

    private sealed class Passed : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

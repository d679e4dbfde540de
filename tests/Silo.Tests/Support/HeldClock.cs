using Microsoft.Extensions.Time.Testing;

namespace Sync.Silo.Tests.Support;

/// <summary>Real time, but for waits of one length: they end when the test says so.</summary>
internal sealed class HeldClock(TimeSpan held) : TimeProvider
{
    private readonly FakeTimeProvider _held = new();

    public void Pass() => _held.Advance(held);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        dueTime == held ? _held.CreateTimer(callback, state, dueTime, period) : base.CreateTimer(callback, state, dueTime, period);
}

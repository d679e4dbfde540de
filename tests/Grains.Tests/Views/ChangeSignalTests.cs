using Microsoft.Extensions.Time.Testing;
using Sync.Grains.Views;

namespace Sync.Grains.Tests.Views;

/// <summary>Whoever waits is woken by the next change, the end of its time, or the end of the host; never by an exception.</summary>
public sealed class ChangeSignalTests
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(10);
    private readonly FakeTimeProvider _clock = new();
    private readonly ChangeSignal _signal = new();

    [Fact]
    public async Task A_change_wakes_all_who_wait_and_none_who_come_later()
    {
        var (one, two) = (_signal.WaitAsync(Wait, _clock, default), _signal.WaitAsync(Wait, _clock, default));
        Assert.False(one.IsCompleted || two.IsCompleted);
        _signal.Set();
        await Task.WhenAll(one, two).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.False(_signal.WaitAsync(Wait, _clock, default).IsCompleted);
    }

    [Fact]
    public async Task A_wait_ends_with_its_time()
    {
        var wait = _signal.WaitAsync(Wait, _clock, default);
        _clock.Advance(Wait - TimeSpan.FromMilliseconds(1));
        Assert.False(wait.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        await wait.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_wait_ends_with_the_host()
    {
        using var host = new CancellationTokenSource();
        var wait = _signal.WaitAsync(Wait, _clock, host.Token);
        await host.CancelAsync();
        await wait.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }
}

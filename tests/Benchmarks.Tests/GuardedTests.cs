using Sync.Benchmarks.Comparison;
using Sync.Benchmarks.Load;
using Sync.Benchmarks.Systems;

namespace Sync.Benchmarks.Tests;

/// <summary>One system's failure is a line, never the end.</summary>
public sealed class GuardedTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);
    private static readonly Outcome Good = new("batch", "peer", new Measurement(1, 2, 3, 4, 5));

    [Fact]
    public async Task What_is_measured_comes_through() =>
        Assert.Equal((Good, null), await Guarded.RunAsync("batch", "peer", () => Task.FromResult(Good), Long, default));

    [Fact]
    public async Task A_failure_has_its_innermost_reason_in_one_line()
    {
        var (outcome, failure) = await Guarded.RunAsync(
            "batch", "peer", () => throw new AggregateException(new InvalidOperationException("outer", new TimeoutException("Timeout after 00:01:00\nseconds"))), Long, default);
        Assert.Null(outcome);
        Assert.Equal(new Failure("batch", "peer", "TimeoutException: Timeout after 00:01:00 seconds"), failure);
    }

    [Fact]
    public async Task A_cancellation_of_the_systems_own_is_a_failure_of_that_system()
    {
        var (_, failure) = await Guarded.RunAsync("batch", "peer", () => Task.FromCanceled<Outcome>(new CancellationToken(canceled: true)), Long, default);
        Assert.NotNull(failure);
    }

    [Fact]
    public async Task One_that_hangs_is_given_up()
    {
        var never = new TaskCompletionSource<Outcome>();
        var (outcome, failure) = await Guarded.RunAsync("batch", "peer", () => never.Task, TimeSpan.FromMilliseconds(1), default);
        Assert.Null(outcome);
        Assert.Equal("did not end in 0 s", failure!.Reason);
    }

    [Fact]
    public async Task Who_ends_the_comparison_ends_it()
    {
        using var stop = new CancellationTokenSource();
        var never = new TaskCompletionSource<Outcome>();
        var running = Guarded.RunAsync("batch", "peer", () => never.Task, Long, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }
}

using System.Reflection;
using Sync.Grains.Routing;
using Sync.Grains.Tests.Fakes;

namespace Sync.Grains.Tests.Routing;

/// <summary>The silo of a grain is lost or stopping while it is called.</summary>
public sealed class LostSiloTests
{
    private readonly PassingClock _clock = new();
    private int _calls;

    [Fact]
    public async Task Others_have_taken_over_after_some_pauses()
    {
        Assert.Equal(7, await LostSilo.AgainAsync(() => ++_calls < 4 ? throw Lost() : Task.FromResult(7), _clock));
        Assert.Equal([50, 100, 200], _clock.Pauses);
    }

    [Fact]
    public async Task It_is_given_up_long_before_a_caller_does()
    {
        await Assert.ThrowsAsync<SiloUnavailableException>(() => LostSilo.AgainAsync(() => ++_calls > 0 ? Task.FromException(Lost()) : Task.CompletedTask, _clock));
        Assert.Equal(6, _calls);
        Assert.Equal([50, 100, 200, 400, 800], _clock.Pauses);
    }

    [Fact]
    public async Task Who_waits_longer_has_it_called_for_as_long()
    {
        await Assert.ThrowsAsync<SiloUnavailableException>(() => LostSilo.AgainAsync<int>(() => throw Lost(), TimeSpan.FromSeconds(5), _clock));
        Assert.Equal([50, 100, 200, 400, 800, 800, 800, 800, 800], _clock.Pauses);
    }

    [Fact]
    public async Task A_silo_that_is_stopping_or_gives_a_call_up_counts_as_lost()
    {
        Exception[] ends = [Stopping(), new OperationCanceledException()];
        await LostSilo.AgainAsync(() => _calls < ends.Length ? Task.FromException(ends[_calls++]) : Task.CompletedTask, _clock);
        Assert.Equal(2, _clock.Pauses.Count);
    }

    [Theory]
    [InlineData(typeof(TimeoutException))]
    [InlineData(typeof(InvalidOperationException))]
    public async Task What_took_too_long_or_failed_there_is_not_called_again(Type failure)
    {
        await Assert.ThrowsAsync(failure, () => LostSilo.AgainAsync(() => ++_calls > 0 ? Task.FromException((Exception)Activator.CreateInstance(failure)!) : Task.CompletedTask, _clock));
        Assert.Equal(1, _calls);
    }

    // Only the engine makes these.
    private static Exception Stopping() => (Exception)Activator.CreateInstance(typeof(OrleansMessageRejectionException), BindingFlags.Instance | BindingFlags.NonPublic, null, ["stopping"], null)!;

    private static SiloUnavailableException Lost() => new("lost");
}

using Microsoft.Extensions.Time.Testing;
using Sync.Grains.Feed;

namespace Sync.Grains.Tests.Feed;

/// <summary>Who took something waits for more; one that found nothing, or as much as it can take, does not.</summary>
public sealed class FeedPaceTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly FeedPace _pace;

    public FeedPaceTests() => _pace = new FeedPace(20, 100, _clock);

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public void After_nothing_or_a_full_page_it_goes_on_at_once(int records)
    {
        Assert.True(_pace.WaitAsync(default).IsCompleted);
        _pace.OnTaken(records);
        Assert.True(_pace.WaitAsync(default).IsCompleted);
    }

    [Fact]
    public async Task After_a_part_of_a_page_the_next_turn_begins_a_turn_later_however_long_the_work_took()
    {
        _pace.OnTaken(99);
        _clock.Advance(TimeSpan.FromMilliseconds(5));
        var wait = _pace.WaitAsync(default);
        _clock.Advance(TimeSpan.FromMilliseconds(14));
        Assert.False(wait.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        await wait;
        _pace.OnTaken(1);
        _clock.Advance(TimeSpan.FromMilliseconds(20));
        Assert.True(_pace.WaitAsync(default).IsCompleted);
    }

    [Fact]
    public async Task Who_stops_does_not_wait()
    {
        using var stop = new CancellationTokenSource();
        _pace.OnTaken(1);
        var wait = _pace.WaitAsync(stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    }
}

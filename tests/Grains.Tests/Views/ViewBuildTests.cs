using Microsoft.Extensions.Time.Testing;
using Sync.Contracts;
using Sync.Grains.Views;

namespace Sync.Grains.Tests.Views;

/// <summary>A view may take longer to build than a caller waits: the caller is told so, and the building goes on.</summary>
public sealed class ViewBuildTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly TaskCompletionSource _built = new();
    private readonly ViewBuild _build;

    public ViewBuildTests()
    {
        _build = new ViewBuild(_clock);
        _build.Start(() => _built.Task);
    }

    [Fact]
    public async Task A_caller_waits_for_a_view_that_is_built_in_time()
    {
        var ready = _build.ReadyAsync().AsTask();
        Assert.False(ready.IsCompleted);
        _built.SetResult();
        await EndAsync(ready);
    }

    [Fact]
    public async Task A_caller_who_waited_long_enough_is_told_how_far_it_is_and_a_later_one_finds_it_built()
    {
        var ready = _build.ReadyAsync().AsTask();
        _build.Taken = 120_000;
        _clock.Advance(TimeSpan.FromSeconds(8));
        Assert.Contains("120000", (await Assert.ThrowsAsync<ViewNotReadyException>(() => EndAsync(ready))).Message, StringComparison.Ordinal);
        _built.SetResult();
        await EndAsync(_build.ReadyAsync().AsTask());
    }

    [Fact]
    public async Task A_view_that_cannot_be_built_is_not_ready_and_the_reason_stays_in_the_house()
    {
        var waits = _build.ReadyAsync().AsTask();
        _built.SetException(new TimeoutException("secret of the house"));
        foreach (var ready in new[] { waits, _build.ReadyAsync().AsTask() })
            Assert.DoesNotContain("secret", (await Assert.ThrowsAsync<ViewNotReadyException>(() => EndAsync(ready))).Message, StringComparison.Ordinal);
    }

    private static Task EndAsync(Task ready) => ready.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
}

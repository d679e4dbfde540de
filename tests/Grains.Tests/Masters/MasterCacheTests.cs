using Microsoft.Extensions.Time.Testing;

namespace Sync.Grains.Tests.Masters;

/// <summary>What was found is believed for ten seconds, and under load nobody waits for it to be found again.</summary>
public sealed class MasterCacheTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly List<TaskCompletionSource<string?>> _asked = [];
    private readonly MasterCache<int, string> _cache;
    private string? _own;
    private string? _before;

    public MasterCacheTests() => _cache = new MasterCache<int, string>(
        (_, before) =>
        {
            _before = before;
            return _own;
        },
        _ =>
        {
            var answer = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (_asked) _asked.Add(answer);
            return answer.Task;
        },
        TimeSpan.FromSeconds(10),
        _clock);

    [Fact]
    public async Task Those_who_ask_at_the_same_time_share_one_question()
    {
        var (first, second) = (_cache.AskAsync(1), _cache.AskAsync(1));
        _asked.Single().SetResult("a");
        Assert.Equal([("a", false), ("a", true)], await Task.WhenAll(first, second));
        Assert.Equal("a", _cache.Find(1, out _));
    }

    [Fact]
    public async Task A_question_that_failed_fails_for_all_who_share_it_and_the_next_is_asked_anew()
    {
        var (first, second) = (_cache.AskAsync(1), _cache.AskAsync(1));
        _asked.Single().SetException(new TimeoutException());
        await Assert.ThrowsAsync<TimeoutException>(() => first);
        await Assert.ThrowsAsync<TimeoutException>(() => second);
        var third = _cache.AskAsync(1);
        _asked[1].SetResult("a");
        Assert.Equal(("a", false), await third);
    }

    [Fact]
    public async Task What_was_not_found_is_not_believed()
    {
        var asked = _cache.AskAsync(1);
        _asked[0].SetResult(null);
        Assert.Null((await asked).Master);
        Assert.Null(_cache.Find(1, out var at));
        Assert.False(_cache.IsFresh(at));
    }

    [Fact]
    public async Task What_this_process_has_itself_is_taken_without_a_question()
    {
        await FindAsync("a");
        _own = "b";
        Assert.Equal("a", _cache.Find(1, out var before));
        _clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal("b", _cache.Find(1, out var at));
        Assert.True(_cache.IsFresh(at) && at > before);

        // What is not awake any more is asked for as ever.
        _own = null;
        _clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal("b", _cache.Find(1, out _));
        await AskedAsync(2);
    }

    [Fact]
    public async Task What_this_process_gave_before_is_given_again_where_nothing_has_changed_and_what_others_gave_is_not()
    {
        await FindAsync("a");
        _own = "b";
        _clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal("b", _cache.Find(1, out _));
        Assert.Null(_before);
        _clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal("b", _cache.Find(1, out _));
        Assert.Equal("b", _before);
    }

    [Fact]
    public async Task What_has_been_believed_for_more_than_half_of_its_time_is_asked_for_again_meanwhile_and_once()
    {
        await FindAsync("a");
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("a", _cache.Find(1, out _));
        Assert.Single(_asked);

        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal("a", _cache.Find(1, out _));
        await AskedAsync(2);
        Assert.Equal("a", _cache.Find(1, out _));
        Assert.Equal(2, _asked.Count);

        // Who waits with it learns when it has come.
        var waiting = _cache.AskAsync(1);
        _asked[1].SetResult("b");
        Assert.Equal(("b", true), await waiting);
        Assert.Equal("b", _cache.Find(1, out _));
        Assert.Equal(2, _asked.Count);
    }

    [Fact]
    public async Task What_cannot_be_asked_for_again_is_believed_to_its_end_and_no_longer()
    {
        await FindAsync("a");
        _clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal("a", _cache.Find(1, out _));
        await AskedAsync(2);
        var waiting = _cache.AskAsync(1);
        _asked[1].SetException(new TimeoutException());
        await Assert.ThrowsAsync<TimeoutException>(() => waiting);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(_cache.Find(1, out _));
    }

    [Fact]
    public async Task Who_asks_anew_does_not_share_and_an_older_answer_that_comes_later_replaces_nothing()
    {
        var shared = _cache.AskAsync(1);
        _clock.Advance(TimeSpan.FromSeconds(1));
        var anew = _cache.AskAnewAsync(1);
        _asked[1].SetResult("b");
        Assert.Equal("b", await anew);
        _asked[0].SetResult("a");
        Assert.Equal(("a", false), await shared);
        Assert.Equal("b", _cache.Find(1, out _));
    }

    private async Task FindAsync(string master)
    {
        var asked = _cache.AskAsync(1);
        _asked[^1].SetResult(master);
        await asked;
    }

    /// <summary>Completes when so many questions have been asked: one of them is asked by a worker.</summary>
    private async Task AskedAsync(int questions)
    {
        while (true)
        {
            lock (_asked)
            {
                if (_asked.Count >= questions) return;
            }

            await Task.Yield();
        }
    }
}

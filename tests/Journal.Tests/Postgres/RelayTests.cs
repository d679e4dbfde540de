using Sync.Journal.Tests.Support;

namespace Sync.Journal.Tests.Postgres;

/// <summary>Processes that share a journal hear of each other's commits.</summary>
public sealed class RelayTests(PostgresFixture fixture) : IAsyncLifetime
{
    private PostgresTestStore _store = null!;

    public async ValueTask InitializeAsync() => _store = new PostgresTestStore((await fixture.ServerAsync()).ConnectionString);

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task A_commit_of_one_process_wakes_another_long_before_it_would_poll()
    {
        var writer = await _store.OpenAsync(static o => o.Shared = true);
        var reader = await _store.OpenAsync(static o => o.Shared = true);
        await ListenersAsync(2);
        var woken = reader.Feed.WaitForCommitAsync(TimeSpan.FromHours(1), TestContext.Current.CancellationToken);
        await Chain.New().WriteAsync(writer, 1);
        await woken.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.Single(await reader.Feed.ReadToEndAsync());
    }

    [Fact]
    public async Task When_its_connections_are_cut_it_makes_new_ones()
    {
        var writer = await _store.OpenAsync(static o => o.Shared = true);
        var reader = await _store.OpenAsync(static o => o.Shared = true);
        await ListenersAsync(2);
        await _store.ScalarAsync($"select count(pg_terminate_backend(pid)) from pg_stat_activity where query = 'listen orleanssync_commit'");
        await ListenersAsync(2);
        var woken = reader.Feed.WaitForCommitAsync(TimeSpan.FromHours(1), TestContext.Current.CancellationToken);
        await Chain.New().WriteAsync(writer, 1);
        await woken.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    private async Task ListenersAsync(long count)
    {
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while ((long)(await _store.ScalarAsync("select count(*) from pg_stat_activity where query = 'listen orleanssync_commit' and state = 'idle'"))! != count)
            await look.WaitForNextTickAsync(TestContext.Current.CancellationToken);
    }
}

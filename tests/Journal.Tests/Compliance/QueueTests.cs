using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Sync.Journal.Hosting;
using Sync.Journal.Tests.Support;

namespace Sync.Journal.Tests.Compliance;

public abstract class QueueTests : ComplianceTests
{
    [Fact]
    public async Task A_full_queue_refuses_at_once_and_leaves_the_session_usable()
    {
        var journal = await Store.OpenAsync(static options => (options.QueueLimit, options.BatchLimit, options.Writers) = (64, 16, 1));
        var sessions = Enumerable.Range(0, 64 + 16 + 1).Select(static _ => Chain.New()).Select(chain => (Chain: chain, Session: chain.Open(journal))).ToArray();
        var accepted = new List<Task>();
        Chain? refused = null;
        IJournalSession? session = null;
        await using (await Store.StallAsync())
        {
            foreach (var next in sessions)
            {
                var before = next.Chain.Fork();
                var call = next.Session.AppendAsync(next.Chain.Take(1));
                if (call.IsFaulted)
                {
                    Assert.IsType<JournalBusyException>(call.Exception.InnerException);
                    (refused, session) = (before, next.Session);
                    break;
                }

                accepted.Add(call);
            }
        }

        Assert.NotNull(refused);
        Assert.False(session!.IsPoisoned);
        await Task.WhenAll(accepted);
        await session.AppendAsync(refused.Take(1));
        Assert.Single((await journal.Journal.LoadAsync(refused.Entity)).Tail);
    }

    [Fact]
    public async Task A_record_that_waited_longer_than_a_minute_is_not_sent()
    {
        var clock = new FakeTimeProvider();
        var journal = await Store.OpenAsync(
            static options => options.Writers = 1,
            services => services.AddKeyedSingleton<TimeProvider>(JournalServiceCollectionExtensions.ClockKey, clock));
        var (first, late) = (Chain.New(), Chain.New());
        var lateSession = late.Open(journal);
        Task held, waiting;
        await using (await Store.StallAsync())
        {
            held = first.WriteAsync(journal, 1);
            await TakenAsync(journal, lateSession);
            waiting = lateSession.AppendAsync(late.Take(1));
            clock.Advance(TimeSpan.FromSeconds(61));
        }

        await held;
        await Assert.ThrowsAsync<JournalUnavailableException>(() => waiting);
        Assert.True(lateSession.IsPoisoned);
        Assert.Empty((await journal.Journal.LoadAsync(late.Entity)).Tail);
    }

    [Fact]
    public async Task What_is_queued_is_written_before_the_journal_stops_and_nothing_after()
    {
        var journal = await Store.OpenAsync(static options => options.BatchLimit = 10);
        var chains = Enumerable.Range(0, 100).Select(static _ => Chain.New()).ToArray();
        var late = Chain.New();
        var lateSession = late.Open(journal);
        var calls = chains.Select(chain => chain.WriteAsync(journal, 1)).ToArray();
        await journal.StopAsync();
        await Task.WhenAll(calls);
        await Assert.ThrowsAsync<JournalUnavailableException>(() => lateSession.AppendAsync(late.Take(1)));

        var again = await Store.OpenAsync();
        foreach (var chain in chains) Assert.Single((await again.Journal.LoadAsync(chain.Entity)).Tail);
    }

    // The writer has taken the first record when nothing waits any more.
    private static async Task TakenAsync(TestJournal journal, IJournalSession session)
    {
        var queue = journal.Services.GetRequiredService<JournalEngine>().QueueOf(((Writing.JournalSession)session).Lane);
        await Eventually.IsTrueAsync(() => queue.Waiting == 0);
    }
}

public sealed class SqliteQueueTests : QueueTests
{
    protected override Task<TestStore> CreateStoreAsync() => Sqlite();
}

public sealed class PostgresQueueTests(PostgresFixture fixture) : QueueTests
{
    protected override Task<TestStore> CreateStoreAsync() => Postgres(fixture);
}

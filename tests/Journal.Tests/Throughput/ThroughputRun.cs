using System.Collections.Immutable;
using System.Diagnostics;
using Sync.Contracts;
using Sync.Journal.Tests.Support;

namespace Sync.Journal.Tests.Throughput;

/// <summary>Says where we stand; proves nothing. Run by hand, in Release: <c>Sync.Journal.Tests -explicit only -class "*ThroughputRun" -showLiveOutput</c>.</summary>
public sealed class ThroughputRun(PostgresFixture fixture, ITestOutputHelper output)
{
    private const int Appenders = 256;
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(8);

    [Theory(Explicit = true)]
    [InlineData(1, false)]
    [InlineData(50, false)]
    [InlineData(1, true)]
    public async Task Sqlite(int recordsPerCall, bool follow)
    {
        await using var store = new SqliteTestStore();
        await AppendAsync(store, recordsPerCall, follow);
    }

    [Theory(Explicit = true)]
    [InlineData(1, false)]
    [InlineData(50, false)]
    [InlineData(1, true)]
    public async Task Postgres(int recordsPerCall, bool follow)
    {
        await using var store = new PostgresTestStore((await fixture.ServerAsync()).ConnectionString);
        await AppendAsync(store, recordsPerCall, follow);
    }

    private async Task AppendAsync(TestStore store, int recordsPerCall, bool follow)
    {
        var journal = await store.OpenAsync(static options => options.QueueLimit = 100_000);
        await RunAsync(journal, recordsPerCall, TimeSpan.FromSeconds(2));
        using var meter = new CommitMeter(journal.Services);

        using var done = new CancellationTokenSource();
        var follower = follow ? FollowAsync(journal.Feed, done.Token) : Task.FromResult(0L);
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var (records, elapsed) = await RunAsync(journal, recordsPerCall, Length);
        cpu = Process.GetCurrentProcess().TotalProcessorTime - cpu;
        await done.CancelAsync();
        output.WriteLine(
            $"{store.Storage}: {Appenders} appenders, {recordsPerCall} records a call: {records / elapsed.TotalSeconds:N0} records/s, "
            + $"{meter.Mean("orleanssync.journal.commit.records"):N0} a commit in {meter.Mean("orleanssync.journal.commit.duration") * 1000:N2} ms, {cpu.TotalMicroseconds / records:N1} us own CPU a record" + (follow ? $", followed {await follower / elapsed.TotalSeconds:N0} records/s" : ""));
        Assert.True(records > 0);
    }

    private static async Task<(long Records, TimeSpan Elapsed)> RunAsync(TestJournal journal, int recordsPerCall, TimeSpan length)
    {
        var started = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, Appenders).Select(_ => Task.Run(async () =>
        {
            var chain = Chain.New();
            var session = chain.Open(journal);
            while (Stopwatch.GetElapsedTime(started) < length) await session.AppendAsync(Take(chain, recordsPerCall));
            return chain.Version;
        })));
        return (counts.Sum(), Stopwatch.GetElapsedTime(started));
    }

    private static ImmutableArray<JournalRecord> Take(Chain chain, int count)
    {
        var records = ImmutableArray.CreateBuilder<JournalRecord>(count);
        for (var i = 0; i < count; i++) records.Add(chain.Next());
        return records.MoveToImmutable();
    }

    private static async Task<long> FollowAsync(IFeedStore feed, CancellationToken done)
    {
        var after = await feed.HeadAsync(CancellationToken.None);
        var count = 0L;
        while (!done.IsCancellationRequested)
        {
            var commit = feed.WaitForCommitAsync(TimeSpan.FromMilliseconds(100), CancellationToken.None);
            var slice = await feed.ReadAsync(after, 2_000, CancellationToken.None);
            after = slice.UpTo;
            count += slice.Records.Length;
            if (slice.Records.IsEmpty) await commit;
        }

        return count;
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using Sync.Journal.Tests.Support;

namespace Sync.Journal.Tests.Compliance;

public abstract class TelemetryTests : ComplianceTests
{
    [Fact]
    public async Task Commits_and_the_queue_are_measured()
    {
        var journal = await Store.OpenAsync();
        using var meter = new CommitMeter(journal.Services);
        await Chain.New().WriteAsync(journal, 3);
        meter.Observe();

        var duration = Assert.Single(meter.Seen, static m => m.Name == "orleanssync.journal.commit.duration");
        var records = Assert.Single(meter.Seen, static m => m.Name == "orleanssync.journal.commit.records");
        var queue = Assert.Single(meter.Seen, static m => m.Name == "orleanssync.journal.queue.length");
        Assert.Equal(("s", "{record}", "{record}"), (duration.Unit, records.Unit, queue.Unit));
        Assert.InRange(duration.Value, 0.000_001, 60);
        Assert.Equal((3, 0), (records.Value, queue.Value));
        Assert.Equal((Store.Storage, "committed"), (duration.Tags["storage"], duration.Tags["outcome"]));
    }

    [Fact]
    public async Task A_commit_is_a_span_that_links_to_the_traces_of_its_records()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "OrleansSync",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        var journal = await Store.OpenAsync();
        var chain = Chain.New();
        var (left, right) = (ActivityTraceId.CreateRandom(), ActivityTraceId.CreateRandom());
        await chain.Open(journal).AppendAsync([Traced(left), Traced(right), Traced(left), chain.Next(static r => r with { TraceParent = "no trace" })]);

        // The answer comes before the span ends.
        Activity? span = null;
        await Eventually.IsTrueAsync(() => (span = spans.FirstOrDefault(s => s.Links.Any(link => link.Context.TraceId == left))) is not null);
        Assert.Equal("commit journal", span!.OperationName);
        Assert.Equal([left, right], span.Links.Select(static link => link.Context.TraceId));
        Assert.Equal(default, span.ParentSpanId);

        Sync.Contracts.JournalRecord Traced(ActivityTraceId trace) =>
            chain.Next(r => r with { TraceParent = $"00-{trace}-b7ad6b7169203331-01" });
    }
}

public sealed class SqliteTelemetryTests : TelemetryTests
{
    protected override Task<TestStore> CreateStoreAsync() => Sqlite();
}

public sealed class PostgresTelemetryTests(PostgresFixture fixture) : TelemetryTests
{
    protected override Task<TestStore> CreateStoreAsync() => Postgres(fixture);
}

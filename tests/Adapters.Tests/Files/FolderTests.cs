using System.Diagnostics;
using System.Diagnostics.Metrics;
using Sync.Contracts;

namespace Sync.Adapters.Tests.Files;

/// <summary>When a file is taken, and that it is finished only when every row has its verdict.</summary>
public sealed class FolderTests
{
    private const string Header = "type,plant,location,item,quantity,unit,time\n";

    [Fact]
    public async Task A_file_that_still_grows_is_not_taken()
    {
        using var bench = new FilesBench();
        bench.Drop("rows.csv", Header + Rows(1, 5));
        await bench.Runner.RunOnceAsync(default);
        await File.AppendAllTextAsync(bench.Path("drop", "rows.csv"), Rows(6, 10), TestContext.Current.CancellationToken);
        bench.Clock.Advance(TimeSpan.FromSeconds(2));
        await bench.Runner.RunOnceAsync(default);
        Assert.Empty(bench.Door.Given);

        bench.Clock.Advance(TimeSpan.FromSeconds(2));
        await bench.Runner.RunOnceAsync(default);
        Assert.Equal(10, bench.Door.Applied.Count);
    }

    [Fact]
    public async Task A_file_that_was_renamed_to_its_name_is_taken_at_once_and_not_before()
    {
        using var bench = new FilesBench();
        bench.Drop("rows.csv.part", Header + Rows(1, 5));
        await bench.Run();
        Assert.Empty(bench.Door.Given);

        File.Move(bench.Path("drop", "rows.csv.part"), bench.Path("drop", "rows.csv"));
        bench.Watch.Renamed(bench.Path("drop", "rows.csv"));
        await bench.Runner.RunOnceAsync(default);
        Assert.Equal(5, bench.Door.Applied.Count);
    }

    [Fact]
    public async Task Rows_are_given_in_order_in_batches_of_at_most_five_hundred()
    {
        using var bench = new FilesBench();

        var report = await bench.Take("rows.csv", Header + Rows(1, 1_201));

        Assert.Equal([500, 500, 201], bench.Door.Batches);
        Assert.Equal(Enumerable.Range(1, 1_201).Select(n => $"P1/L1/ITEM-{n}"), bench.Door.Applied.Select(u => u.Target.Id));
        Assert.Equal(1_201, report.GetProperty("rows").GetInt32());
    }

    [Fact]
    public async Task What_cannot_be_taken_now_is_given_again_alone_and_seen_in_the_metric()
    {
        using var bench = new FilesBench(name: "retried");
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        bench.Door.Interfere = u =>
        {
            seen[u.Id.MessageId] = seen.GetValueOrDefault(u.Id.MessageId) + 1;
            if (u.Target.Id == "P1/L1/ITEM-3" && seen[u.Id.MessageId] <= 3) return new Receipt.RetryLater(u.Id, ErrorCodes.Busy.With("full"));
            return u.Target.Id == "P1/L1/ITEM-4" && seen[u.Id.MessageId] == 1 ? new Receipt.Unknown(u.Id, ErrorCodes.OutcomeUnknown.With("lost")) : null;
        };
        long retries = 0;
        using var listener = Listen("orleanssync.files.retries", "retried", n => retries += n);

        var report = await bench.Take("rows.csv", Header + Rows(1, 5));

        Assert.Equal("5 Applied", FilesBench.Verdicts(report));
        Assert.Equal([5, 2, 1, 1], bench.Door.Batches);
        Assert.Equal(4, retries);
    }

    [Fact]
    public async Task With_its_attempts_used_up_a_file_stays_under_way_until_the_system_takes_it()
    {
        using var bench = new FilesBench(o => o.Retries = 2);
        bench.Door.Interfere = u => u.Target.Id == "P1/L1/ITEM-3" ? new Receipt.RetryLater(u.Id, ErrorCodes.Busy.With("full")) : null;
        bench.Drop("rows.csv", Header + Rows(1, 5));
        await bench.Run();
        Assert.Equal(["rows.csv"], bench.UnderWay);
        Assert.Empty(bench.Done);
        var given = bench.Door.Given.Count;
        await bench.Run();
        Assert.Equal(given, bench.Door.Given.Count);

        bench.Door.Interfere = _ => null;
        bench.Clock.Advance(TimeSpan.FromSeconds(31));
        await bench.Run();

        Assert.Equal("1 Applied, 4 Duplicate", FilesBench.Verdicts(bench.Report("done", "rows.csv")));
        Assert.Empty(bench.UnderWay);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_router_that_breaks_or_gives_up_is_asked_again(bool givesUp)
    {
        using var bench = new FilesBench();
        var calls = 0;
        bench.Door.Before = _ =>
        {
            if (calls++ == 0) throw givesUp ? new OperationCanceledException("a silo was lost") : new TimeoutException("no answer");
        };

        Assert.Equal("5 Applied", FilesBench.Verdicts(await bench.Take("rows.csv", Header + Rows(1, 5))));
    }

    [Fact]
    public async Task A_file_waits_when_nobody_can_say_when_an_account_was_counted()
    {
        using var bench = new FilesBench();
        var lost = true;
        bench.Door.Interfere = u => new Receipt.Superseded(u.Id, 2);
        bench.Door.BeforeCountedAt = () =>
        {
            if (lost) throw new OperationCanceledException("a silo was lost");
        };
        bench.Drop("counts.csv", "type,plant,location,item,quantity,unit,time\nstock.counted,P1,L1,ITEM-1,5,EA,2026-11-23T08:00:00+01:00\n");
        await bench.Run();
        Assert.Equal(["counts.csv"], bench.UnderWay);

        lost = false;
        bench.Clock.Advance(TimeSpan.FromSeconds(31));
        await bench.Run();
        Assert.Empty(bench.UnderWay);
        Assert.Equal("1 Superseded", FilesBench.Verdicts(bench.Report("done", "counts.csv")));
    }

    [Fact]
    public async Task After_a_crash_in_the_middle_the_file_is_read_again_and_nothing_is_taken_twice()
    {
        using var bench = new FilesBench(o => o.BatchRows = 10);
        using var crash = new CancellationTokenSource();
        bench.Door.Before = _ =>
        {
            if (bench.Door.Batches.Count == 2) crash.Cancel();
        };
        bench.Drop("rows.csv", Header + Rows(1, 50));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bench.Run(crash.Token));
        Assert.Equal(["rows.csv"], bench.UnderWay);
        Assert.Empty(bench.Done);
        Assert.InRange(bench.Door.Applied.Count, 10, 40);

        bench.Restart();
        await bench.Runner.RunOnceAsync(default);

        Assert.Equal(["rows.csv", "rows.csv.report.json"], bench.Done);
        Assert.Equal(50, bench.Door.Applied.Select(u => u.Id).Distinct().Count());
        Assert.Equal(50, bench.Door.Applied.Count);
    }

    [Fact]
    public async Task While_one_file_is_under_way_the_next_may_have_its_name()
    {
        using var bench = new FilesBench(o => o.Retries = 0);
        bench.Door.Interfere = u => new Receipt.RetryLater(u.Id, ErrorCodes.Busy.With("full"));
        bench.Drop("rows.csv", Header + Rows(1, 5));
        await bench.Run();
        bench.Drop("rows.csv", Header + Rows(6, 10));
        await bench.Run();
        Assert.Equal(2, bench.UnderWay.Length);

        bench.Door.Interfere = _ => null;
        bench.Clock.Advance(TimeSpan.FromSeconds(31));
        await bench.Run();

        Assert.Equal(10, bench.Door.Applied.Count);
        Assert.Equal(4, bench.Done.Length);
    }

    [Fact]
    public async Task Every_row_carries_the_trace_of_its_file()
    {
        using var bench = new FilesBench();

        var report = await bench.Take("rows.csv", Header + Rows(1, 3));

        var trace = report.GetProperty("traceId").GetString()!;
        var parents = bench.Door.Given.Select(u => ActivityContext.Parse(u.TraceParent!, null)).ToArray();
        Assert.All(parents, p => Assert.Equal(trace, p.TraceId.ToHexString()));
        Assert.Equal(3, parents.Select(p => p.SpanId).Distinct().Count());
    }

    [Fact]
    public async Task With_a_listener_each_row_is_a_span_inside_the_span_of_its_file()
    {
        var spans = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = s => s.Name == "OrleansSync",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = a => { lock (spans) spans.Add(a); },
        };
        ActivitySource.AddActivityListener(listener);
        using var bench = new FilesBench(name: "spans");

        await bench.Take("rows.csv", Header + Rows(1, 3));

        // Tests beside this one have spans of the same source.
        Activity[] ended;
        lock (spans) ended = [.. spans];
        var file = Assert.Single(ended, s => s.OperationName == "import file" && (string?)s.GetTagItem("orleanssync.adapter") == "spans");
        var rows = ended.Where(s => s.OperationName == "take row" && s.ParentSpanId == file.SpanId).ToArray();
        Assert.Equal(bench.Door.Given.Select(u => u.TraceParent), rows.OrderBy(s => (long)s.GetTagItem("orleanssync.line")!).Select(s => s.Id));
        Assert.All(rows, s => Assert.Equal("Applied", s.GetTagItem("orleanssync.verdict")));
    }

    [Fact]
    public async Task Rows_are_counted_by_verdict()
    {
        using var bench = new FilesBench(name: "counted");
        long rows = 0;
        using var listener = Listen("orleanssync.files.rows", "counted", n => rows += n);

        await bench.Take("rows.csv", Header + Rows(1, 3));

        Assert.Equal(3, rows);
    }

    private static MeterListener Listen(string instrument, string adapter, Action<long> on)
    {
        var listener = new MeterListener { InstrumentPublished = (i, l) => { if (i.Name == instrument) l.EnableMeasurementEvents(i); } };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
        {
            foreach (var tag in tags)
                if (tag.Key == "adapter" && (string?)tag.Value == adapter) on(value);
        });
        listener.Start();
        return listener;
    }

    private static string Rows(int from, int to) =>
        string.Concat(Enumerable.Range(from, to - from + 1).Select(n => $"received,P1,L1,ITEM-{n},5,EA,2026-11-23T08:15:00Z\n"));
}

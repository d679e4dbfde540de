using System.Diagnostics.Metrics;
using Sync.Gateway.Tests.Updates;

namespace Sync.Gateway.Tests.Pages;

public sealed class InstrumentsTests
{
    [Fact]
    public async Task Receipts_are_counted_by_verdict_and_calls_by_size()
    {
        await using var gateway = await TestGateway.StartAsync();
        var meters = (IMeterFactory)gateway.Services.GetService(typeof(IMeterFactory))!;
        var seen = new List<(string Name, double Value, string? Verdict)>();
        using var listener = new MeterListener { InstrumentPublished = (i, l) => { if (i.Meter.Scope == meters && i.Meter.Name == "OrleansSync") l.EnableMeasurementEvents(i); } };
        listener.SetMeasurementEventCallback<long>((i, v, tags, _) => seen.Add((i.Name, v, tags.Length > 0 ? tags[0].Value as string : null)));
        listener.SetMeasurementEventCallback<int>((i, v, _, _) => seen.Add((i.Name, v, null)));
        listener.Start();
        var body = $"{Bodies.Received("a")}\n{Bodies.Received("b", quantity: "0")}";
        await gateway.Operator().UpdatesAsync(body, Bodies.Ndjson);
        Assert.Contains(("orleanssync.gateway.receipts", 1, "Applied"), seen);
        Assert.Contains(("orleanssync.gateway.receipts", 1, "Rejected"), seen);
        Assert.Contains(("orleanssync.gateway.request.updates", 2, null), seen);
        Assert.Contains(("orleanssync.gateway.request.size", body.Length, null), seen);
    }
}

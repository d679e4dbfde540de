using Sync.EndToEnd.Tests.Support;

namespace Sync.EndToEnd.Tests;

/// <summary>What stands open, waits or is behind is told as gauges.</summary>
public sealed class StandingTests
{
    [Fact]
    public async Task Open_cases_held_updates_and_the_lag_of_a_subscription_are_measured()
    {
        using var data = new DataFolder();
        var (system, api) = await RunningSystem.StartReadyAsync(data.Path, ("ORLEANSSYNC_Entities__UnknownPlants", "Closed"));
        await using var running = system;
        await api.Put("v1/subscriptions/down", """{"url":"http://127.0.0.1:9/","start":"Beginning"}""");
        await api.Get("v1/plants/P100/stock");
        Assert.Equal("Held", (await api.PostUpdate(Events.Received("GR-1", "P100/RM01/BOLT-M8"))).Verdict);

        string[] expected =
        [
            "orleanssync_stock_held{otel_scope_name=\"OrleansSync\",plant=\"P100\"} 1",
            "orleanssync_cases_open{otel_scope_name=\"OrleansSync\",status=\"Open\"} 1",
            "orleanssync_cases_open{otel_scope_name=\"OrleansSync\",status=\"Overdue\"} 0",
            "orleanssync_subscription_parked{otel_scope_name=\"OrleansSync\",subscription=\"down\"} 0",
        ];
        for (var limit = Waits.Short; ; limit.ThrowIfCancellationRequested())
        {
            var metrics = (await api.Get("metrics", "text/plain")).Text.Split('\n');
            var lag = metrics.FirstOrDefault(static l => l.StartsWith("orleanssync_subscription_lag_seconds{", StringComparison.Ordinal) && l.Contains("subscription=\"down\"", StringComparison.Ordinal));
            if (expected.All(line => metrics.Contains(line)) && lag is not null && !lag.EndsWith("} 0", StringComparison.Ordinal)) return;
        }
    }
}

namespace Sync.Gateway.Tests.Pages;

public sealed class HealthTests
{
    [Fact]
    public async Task A_process_lives_whatever_the_cluster_does_and_is_ready_when_it_answers()
    {
        await using var gateway = await TestGateway.StartAsync();
        Assert.Equal(HttpStatusCode.OK, (await gateway.Nobody().GetAsync("/health/live")).StatusCode);
        Assert.Equal("Healthy", (await (await gateway.Nobody().GetAsync("/health/ready")).JsonAsync()).Text("status"));
        ((FakeLane)gateway.Grains.Get<ILaneGrain>("0")).LastError = "a secret of the lane";
        var degraded = await gateway.Nobody().GetStringAsync("/health/ready");
        Assert.Contains("Degraded", degraded);
        Assert.DoesNotContain("secret", degraded);
        gateway.Grains.Failure = new TimeoutException("secret");
        var problem = await (await gateway.Nobody().GetAsync("/health/ready")).ProblemAsync("store-unavailable");
        Assert.DoesNotContain("secret", problem.ToString());
        Assert.Equal(HttpStatusCode.OK, (await gateway.Nobody().GetAsync("/health/live")).StatusCode);
    }

    [Fact]
    public async Task Every_lane_of_the_feed_is_shown()
    {
        await using var gateway = await TestGateway.StartAsync();
        var lanes = (await (await gateway.Operator().GetAsync("/v1/feed")).JsonAsync()).GetProperty("lanes");
        Assert.Equal(["0", "1", "2", "3"], lanes.EnumerateArray().Select(l => l.Text("lane")));
        Assert.Equal("""{"lane":0,"position":"0.5.1","head":"0.7.2","behindMilliseconds":30}""", lanes[0].GetRawText());
    }
}

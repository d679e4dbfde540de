using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Sync.Journal.Tests.Support;
using Sync.Silo.Tests.Support;

namespace Sync.Silo.Tests.Cluster;

/// <summary>A process that is told to stop: first nobody is sent there, then what is under way ends, and its entities go on elsewhere.</summary>
public sealed class ShutdownTests(OwnServer own) : IClassFixture<OwnServer>
{
    private const int Senders = 12;
    private static readonly string[] Positions = [.. Enumerable.Range(0, Senders).Select(n => $"P100/RM01/S{n}")];

    [Fact]
    public async Task A_gateway_is_not_ready_first_and_serves_until_it_has_drained()
    {
        using var folder = new TempFolder();
        await using var silo = await ProgramHost.StartAsync(own.Server.ConnectionString, "silo", folder.Of("silo"));
        var drain = new HeldClock(TimeSpan.FromSeconds(977));
        await using var gateway = await ProgramHost.StartAsync(own.Server.ConnectionString, "gateway", folder.Of("gateway"), services => services.AddSingleton<TimeProvider>(drain), null, ("Shutdown:DrainSeconds", "977"));
        var api = gateway.Api();
        Assert.Equal(HttpStatusCode.OK, (await api.Get("health/ready")).Status);
        var stop = gateway.StopAsync();
        await UntilNotReadyAsync(api);
        Assert.False(stop.IsCompleted);
        for (var served = 0; served < 20; served++)
        {
            Assert.Equal("Applied", (await api.PostUpdate(Events.Received($"D{served}", $"P100/RM01/D{served % 7}"))).Verdict);
            Assert.Equal(HttpStatusCode.OK, (await api.Get("health/live")).Status);
        }

        Assert.False(stop.IsCompleted);
        drain.Pass();
        await stop;
        await Assert.ThrowsAsync<HttpRequestException>(() => api.Get("health/live"));
    }

    [Fact]
    public async Task A_silo_that_stops_under_load_loses_nothing_and_its_entities_answer_elsewhere()
    {
        using var folder = new TempFolder();
        await using var first = await ProgramHost.StartAsync(own.Server.ConnectionString, "silo", folder.Of("silo-1"));
        await using var second = await ProgramHost.StartAsync(own.Server.ConnectionString, "silo", folder.Of("silo-2"));
        await using var gateway = await ProgramHost.StartAsync(own.Server.ConnectionString, "gateway", folder.Of("gateway"));
        var api = gateway.Api();
        using var enough = new CancellationTokenSource();
        var senders = Enumerable.Range(0, Senders).Select(n => SendAsync(api, n, enough.Token)).ToArray();
        foreach (var position in Positions) await UntilAsync(api, position, 10);
        await first.StopAsync();
        foreach (var position in Positions) await UntilAsync(api, position, 10 + await UntilAsync(api, position, 1));
        await enough.CancelAsync();
        var sent = await Task.WhenAll(senders);
        for (var n = 0; n < Senders; n++)
            Assert.Equal(5m * sent[n], (await api.Position(Positions[n], sent[n])).GetProperty("onHand").GetDecimal());
    }

    /// <summary>Sends to one position, one after the other, each until it is known: how often it must be said again does not matter.</summary>
    private static async Task<int> SendAsync(Api api, int sender, CancellationToken enough)
    {
        for (var sent = 0; ; sent++)
        {
            if (enough.IsCancellationRequested) return sent;
            for (var limit = Waits.Short; ;)
            {
                var answer = await api.PostUpdate(Events.Received($"S{sender}-{sent}", $"P100/RM01/S{sender}"));
                if (answer.Status == HttpStatusCode.OK && answer.Verdict is "Applied" or "Duplicate") break;
                Assert.Contains(answer.Status, new[] { HttpStatusCode.ServiceUnavailable, HttpStatusCode.GatewayTimeout });
                limit.ThrowIfCancellationRequested();
            }
        }
    }

    /// <summary>The version of a position once it has reached one. Who does not answer while its entity moves is asked again.</summary>
    private static async Task<long> UntilAsync(Api api, string position, long version)
    {
        for (var limit = Waits.Short; ; limit.ThrowIfCancellationRequested())
        {
            var answer = await api.Get($"v1/stock/{position}");
            if (answer.Status == HttpStatusCode.OK && answer.Json.GetProperty("version").GetInt64() is var reached && reached >= version) return reached;
        }
    }

    private static async Task UntilNotReadyAsync(Api api)
    {
        for (var limit = Waits.Short; (await api.Get("health/ready")).Status == HttpStatusCode.OK;) limit.ThrowIfCancellationRequested();
    }
}

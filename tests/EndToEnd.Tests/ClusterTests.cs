using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Sync.EndToEnd.Tests.Support;
using Sync.Journal.Tests.Support;

namespace Sync.EndToEnd.Tests;

/// <summary>Several processes on one PostgreSQL are one system.</summary>
public sealed partial class ClusterTests
{
    private const int Keys = 150;

    [Fact]
    public async Task Entities_are_spread_over_silos_whatever_silo_the_load_enters_and_go_on_elsewhere_when_one_is_killed()
    {
        if (PostgresServer.Binaries is null) Assert.Skip("PostgreSQL is not installed");
        await using var server = await PostgresServer.StartNewAsync();
        await using var folder = new DataFolders();

        // The gateway is there before any silo: it waits for them.
        await using var gateway = Start(server, folder, "gateway");
        await using var first = Start(server, folder, "silo");
        await using var second = Start(server, folder, "silo");
        var silos = new[] { await first.ReadyAsync(), await second.ReadyAsync() };
        var api = new Api(await gateway.ReadyAsync(), await File.ReadAllTextAsync(folder.KeyFile, TestContext.Current.CancellationToken));

        // Two silos know of each other once the second is ready, so nothing is placed on one alone.
        var lines = string.Join('\n', Enumerable.Range(0, Keys).Select(i => Events.Received($"A{i}", $"P100/RM01/I{i}")));
        var answers = await api.PostLines(lines);
        Assert.All(answers.Lines, l => Assert.Equal("Applied", l.GetProperty("verdict").GetString()));
        foreach (var silo in silos) Assert.InRange(await StockOnAsync(silo), Keys / 4, Keys * 3 / 4);

        await first.KillAsync();
        await UntilAllAsync(api, lines, "Duplicate");
        await UntilAllAsync(api, lines.Replace("\"A", "\"B"), "Applied");
        Assert.Equal(["B7", "A7"], (await api.History("P100/RM01/I7")).Select(r => r.GetProperty("messageId").GetString()));
        Assert.Equal(10, (await api.Position("P100/RM01/I7", 2)).GetProperty("onHand").GetDecimal());

        // No silo is left: the gateway lives on, and serves the ones that come later.
        await second.KillAsync();
        Assert.NotEqual(HttpStatusCode.OK, (await api.PostUpdate(Events.Received("C7", "P100/RM01/I7"))).Status);
        await using var third = Start(server, folder, "silo");
        await third.ReadyAsync();
        await UntilAllAsync(api, lines.Replace("\"A", "\"B"), "Duplicate");
    }

    [Fact]
    public async Task What_is_wrong_with_a_place_in_a_cluster_is_said_at_once_with_its_cure()
    {
        await using var system = RunningSystem.Start("--roles", "gateway,cook", "--silo-port", "70000", "--advertise", "no host");
        Assert.Equal(2, await system.ExitAsync());
        foreach (var part in new[] { "--roles cook: silo, gateway, adapters or all is expected", "needs --cluster-id", "--silo-port 70000: 1 to 65535", "--advertise no host: an IP address" })
            Assert.Contains(part, system.Told, StringComparison.Ordinal);
    }

    private static RunningSystem Start(PostgresServer server, DataFolders folder, string role) => RunningSystem.Start(
        "--roles", role, "--storage", "postgres", "--connection", server.ConnectionString, "--cluster-id", "test", "--urls", "http://127.0.0.1:0", "--data", folder.Of(role));

    /// <summary>Sends until every update has this verdict: while a silo is missed, some have none.</summary>
    private static async Task UntilAllAsync(Api api, string lines, string verdict)
    {
        for (var limit = Waits.Long; ;)
        {
            var answer = await api.PostLines(lines);
            if (answer.Status == HttpStatusCode.OK && answer.Lines.All(l => l.GetProperty("verdict").GetString() == verdict || verdict == "Applied" && l.GetProperty("verdict").GetString() == "Duplicate")) return;
            limit.ThrowIfCancellationRequested();
        }
    }

    /// <summary>How many stock positions are awake on a silo, by its metrics.</summary>
    private static async Task<int> StockOnAsync(string silo)
    {
        using var http = new HttpClient { BaseAddress = new Uri(silo) };
        var awake = Awake().Match(await http.GetStringAsync("/metrics", Waits.Short));
        return awake.Success ? int.Parse(awake.Groups["count"].Value, CultureInfo.InvariantCulture) : 0;
    }

    [GeneratedRegex("orleans_catalog_activations\\{[^}]*grain_type=\"stock\"[^}]*\\} (?<count>\\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Awake();

    /// <summary>A data folder for each process.</summary>
    private sealed class DataFolders : IAsyncDisposable
    {
        private readonly string _root = Directory.CreateTempSubdirectory("cluster-test-").FullName;
        private int _count;

        public string KeyFile => Path.Combine(_root, "gateway", "operator.key");

        public string Of(string role) => Path.Combine(_root, role == "gateway" ? role : $"{role}-{_count++}");

        public ValueTask DisposeAsync()
        {
            Directory.Delete(_root, recursive: true);
            return ValueTask.CompletedTask;
        }
    }
}

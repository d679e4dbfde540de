using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Sync.EndToEnd.Tests.Support;
using Sync.Journal.Tests.Support;

namespace Sync.EndToEnd.Tests;

/// <summary>The drill in short: a cluster of real processes under load by gateways and files, one of which is killed.</summary>
public sealed class DrillTests
{
    [Fact]
    public async Task A_silo_is_killed_under_load_and_nothing_is_lost_doubled_or_out_of_order()
    {
        Assert.SkipWhen(PostgresServer.Binaries is null, "PostgreSQL is not installed");
        Assert.SkipWhen(!OperatingSystem.IsLinux(), "the drill looks into /proc");
        var file = Path.GetTempFileName();
        var (code, told) = await Tools.TryAsync(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "Sync.Drill.dll"), "--silos", "3", "--keys", "12", "--quiet", "2s", "--kill-every", "1s", "--for", "2s", "--pause", "100ms",
                "--port", FreePorts().ToString(CultureInfo.InvariantCulture), "--json", file],
            Waits.Drill);
        Assert.True(code is 0 or 1, told);
        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        var root = report.RootElement;

        // How long it took is not judged here: this machine may have other work.
        Assert.DoesNotContain(root.GetProperty("faults").EnumerateArray().Select(static fault => fault.GetString()!), static fault => !fault.StartsWith("it took", StringComparison.Ordinal));
        Assert.Equal((1, 0, 0, 0), (Of(root, "kills"), Of(root, "lost"), Of(root, "doubled"), Of(root, "outOfOrder")));
        Assert.True(Of(root, "acknowledged") > 100, told);
        Assert.True(Of(root.GetProperty("files"), "rows") > 0, told);
        Assert.Equal((0, 0), (Of(root.GetProperty("webhooks"), "missing"), Of(root, "disturbed")));
        File.Delete(file);
    }

    private static int Of(JsonElement json, string name) => json.GetProperty(name).GetInt32();

    /// <summary>The first of 100 ports in a row, of which at least that one is free.</summary>
    private static int FreePorts()
    {
        for (var port = 16000 + (Environment.ProcessId % 30 * 100); ; port += 100)
        {
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody has it.
            }
        }
    }
}

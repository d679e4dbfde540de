using System.Diagnostics;
using System.Globalization;

namespace Sync.Drill.Cluster;

/// <summary>A network of its own for the silos: each in a network namespace, all on one bridge where PostgreSQL, gateways and adapters are.
/// What is cut here is cut as by a broken cable: packets are lost and nobody is told.</summary>
internal sealed class Network : IAsyncDisposable
{
    /// <summary>Kept for tests of networks: nobody's real address.</summary>
    private const string Prefix = "198.18.0";

    private readonly string _name;
    private readonly int _silos;

    private Network(DrillOptions options) => (_name, _silos) = ($"drill{options.Port}", options.Silos);

    public static string Host => $"{Prefix}.254";

    public string Namespace => _name;

    public string Addresses => Prefix;

    /// <summary>The network, or why there can be none here.</summary>
    public static async Task<(Network? Network, string? Reason)> CreateAsync(DrillOptions options)
    {
        var network = new Network(options);
        try
        {
            await network.RemoveAsync();
            await RunAsync($"link add {network._name} type bridge");
            await RunAsync($"addr add {Host}/24 dev {network._name}");
            await RunAsync($"link set {network._name} up");
            for (var i = 1; i <= options.Silos; i++) await network.AddAsync(i);
            return (network, null);
        }
        catch (InvalidOperationException e)
        {
            await network.RemoveAsync();
            return (null, e.Message);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            // There is no such program.
            return (null, e.Message);
        }
    }

    /// <summary>Cuts a silo off from everything, PostgreSQL too, or joins it again.</summary>
    public Task LinkAsync(string silo, bool up) => RunAsync($"link set {Cable(Number(silo))} {(up ? "up" : "down")}");

    /// <summary>Cuts what a silo sends to the other silos, or lets it through again. It still reaches PostgreSQL, and gateways reach it.</summary>
    public async Task PeersAsync(string silo, bool reachable)
    {
        for (var i = 1; i <= _silos; i++)
            if (i != Number(silo)) await RunAsync($"-n {Inside(Number(silo))} route {(reachable ? "del" : "add")} blackhole {Prefix}.{i}/32");
    }

    public async ValueTask DisposeAsync() => await RemoveAsync();

    private async Task AddAsync(int silo)
    {
        await RunAsync($"netns add {Inside(silo)}");
        await RunAsync($"link add {Cable(silo)} type veth peer name eth0 netns {Inside(silo)}");
        await RunAsync($"link set {Cable(silo)} master {_name}");
        await RunAsync($"link set {Cable(silo)} up");
        await RunAsync($"-n {Inside(silo)} addr add {Prefix}.{silo}/24 dev eth0");
        await RunAsync($"-n {Inside(silo)} link set eth0 up");
        await RunAsync($"-n {Inside(silo)} link set lo up");
    }

    private async Task RemoveAsync()
    {
        for (var i = 1; i <= _silos; i++) await TryAsync($"netns del {Inside(i)}");
        await TryAsync($"link del {_name}");
    }

    private string Inside(int silo) => $"{_name}-{silo}";

    // Names of interfaces have 15 letters at most.
    private string Cable(int silo) => $"{_name}v{silo}";

    private static int Number(string silo) => int.Parse(silo.AsSpan("silo-".Length), CultureInfo.InvariantCulture);

    private static async Task RunAsync(string arguments)
    {
        var (code, told) = await TryAsync(arguments);
        if (code != 0) throw new InvalidOperationException($"ip {arguments}: {told.Trim()}");
    }

    private static async Task<(int Code, string Told)> TryAsync(string arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("ip", arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        var told = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, told);
    }
}

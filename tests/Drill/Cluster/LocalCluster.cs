using System.Diagnostics;
using System.Globalization;

namespace Sync.Drill.Cluster;

/// <summary>deploy/local-cluster, in a folder of its own that is removed afterwards.</summary>
internal sealed class LocalCluster : IAsyncDisposable
{
    private const int Gateways = 2;
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(40);
    private readonly string _script = Find("deploy/local-cluster");
    private readonly string _folder = Directory.CreateTempSubdirectory("drill-").FullName;
    private readonly DrillOptions _options;
    private readonly Network? _network;

    private LocalCluster(DrillOptions options, Network? network)
    {
        (_options, _network) = (options, network);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_folder, (UnixFileMode)0b111_101_101);
    }

    public string Folder => _folder;

    /// <summary>Whether logs and data stay: until all is well, they do.</summary>
    public bool Keep { get; set; } = true;

    /// <summary>Where this machine is for the silos.</summary>
    public string Host => _network is null ? "127.0.0.1" : Network.Host;

    public Uri[] Addresses => [.. Enumerable.Range(1, Gateways).Select(i => new Uri($"http://127.0.0.1:{_options.Port + 80 + i}"))];

    public string Connection => $"Host={Host};Port={_options.Port};Username=postgres;Database=postgres";

    public string Key => File.ReadAllText(Path.Combine(_folder, "gateway", "operator.key")).Trim();

    public string DropFolder => Path.Combine(_folder, "adapters", "drop");

    public IEnumerable<string> Silos => Enumerable.Range(1, _options.Silos).Select(i => $"silo-{i}");

    public IEnumerable<string> GatewayNames => Enumerable.Range(1, Gateways).Select(i => $"gateway-{i}");

    public IEnumerable<string> Processes => [.. Silos, .. GatewayNames, "adapters"];

    /// <summary>The process id of PostgreSQL's first process.</summary>
    public int DatabaseProcess => int.Parse(File.ReadLines(Path.Combine(_folder, "postgres", "data", "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    public static async Task<LocalCluster> StartAsync(DrillOptions options, Network? network)
    {
        var cluster = new LocalCluster(options, network);
        try
        {
            await cluster.RunAsync("up");
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public Uri Health(string silo) => new($"http://{(_network is null ? "127.0.0.1" : $"{_network.Addresses}.{silo["silo-".Length..]}")}:{_options.Port + 50 + int.Parse(silo.AsSpan("silo-".Length), CultureInfo.InvariantCulture)}");

    public int ProcessOf(string name) => int.Parse(File.ReadAllText(Path.Combine(_folder, name + ".pid")), CultureInfo.InvariantCulture);

    public bool Runs(string name) => Directory.Exists($"/proc/{ProcessOf(name)}");

    public Task SignalAsync(string name, string signal) => RunAsync("kill", name, signal);

    public Task StartAsync(string name) => RunAsync("start", name);

    public Task RestartDatabaseAsync(string mode) => RunAsync("restart-db", mode);

    /// <summary>Waits until a process has ended by itself, and ends it when it does not.</summary>
    /// <returns>True: it ended by itself.</returns>
    public async Task<bool> EndedAsync(string name)
    {
        var began = Stopwatch.GetTimestamp();
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (Runs(name) && Stopwatch.GetElapsedTime(began) < EndLimit) await look.WaitForNextTickAsync();
        if (!Runs(name)) return true;
        await SignalAsync(name, "KILL");
        while (Runs(name)) await look.WaitForNextTickAsync();
        return false;
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync("down");
        if (Keep) Console.WriteLine($"logs and data: {_folder}");
        else Directory.Delete(_folder, recursive: true);
    }

    private async Task RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(_script, arguments)
        {
            Environment =
            {
                ["CLUSTER_DIR"] = _folder,
                ["CLUSTER_BIN"] = AppContext.BaseDirectory,
                ["CLUSTER_SILOS"] = _options.Silos.ToString(CultureInfo.InvariantCulture),
                ["CLUSTER_GATEWAYS"] = Gateways.ToString(CultureInfo.InvariantCulture),
                ["CLUSTER_PORT"] = _options.Port.ToString(CultureInfo.InvariantCulture),
            },
        };
        if (_network is not null) (start.Environment["CLUSTER_NETWORK"], start.Environment["CLUSTER_NAMESPACE"]) = (_network.Addresses, _network.Namespace);
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"local-cluster {string.Join(' ', arguments)} ended with {process.ExitCode}");
    }

    private static string Find(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, path))) return Path.Combine(folder.FullName, path);
        throw new FileNotFoundException($"{path} is not above {AppContext.BaseDirectory}: run the drill from a checkout");
    }
}

using System.Diagnostics;
using System.Globalization;

namespace Sync.Drill;

/// <summary>deploy/local-cluster, in a folder of its own that is removed afterwards.</summary>
internal sealed class LocalCluster : IAsyncDisposable
{
    private const int Gateways = 2;
    private readonly string _script = Find("deploy/local-cluster");
    private readonly string _folder = Directory.CreateTempSubdirectory("drill-").FullName;
    private readonly DrillOptions _options;

    private LocalCluster(DrillOptions options)
    {
        _options = options;
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_folder, (UnixFileMode)0b111_101_101);
    }

    public Uri[] Addresses => [.. Enumerable.Range(1, Gateways).Select(i => new Uri($"http://127.0.0.1:{_options.Port + 80 + i}"))];

    public string Key => File.ReadAllText(Path.Combine(_folder, "gateway", "operator.key")).Trim();

    public static async Task<LocalCluster> StartAsync(DrillOptions options)
    {
        var cluster = new LocalCluster(options);
        await cluster.RunAsync("up");
        return cluster;
    }

    public Task SignalAsync(string name, string signal) => RunAsync("kill", name, signal);

    public Task StartAsync(string name) => RunAsync("start", name);

    /// <summary>A frozen silo that was given up ends itself when it runs again: this waits for that.</summary>
    public async Task EndedAsync(string name)
    {
        var process = Process.GetProcessById(int.Parse(await File.ReadAllTextAsync(Path.Combine(_folder, name + ".pid")), CultureInfo.InvariantCulture));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await process.WaitForExitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync("down");
        Directory.Delete(_folder, recursive: true);
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

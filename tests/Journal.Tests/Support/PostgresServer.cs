using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Sync.Journal.Tests.Support;

/// <summary>A PostgreSQL server of our own on a free loopback port, in a folder that is removed afterwards.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly string _folder;

    private readonly string _settings;

    private PostgresServer(string folder, int port, string settings)
    {
        _folder = folder;
        Port = port;
        _settings = settings;
    }

    public int Port { get; }

    public string ConnectionString => $"Host=127.0.0.1;Port={Port};Username=postgres;Database=postgres;Maximum Pool Size=20";

    private string Data => Path.Combine(_folder, "data");

    /// <summary>The folder of the server's programs, or null where it is not installed.</summary>
    public static string? Binaries { get; } = new[] { "/usr/lib/postgresql/15/bin" }
        .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
        .FirstOrDefault(static folder => IsThere(new FileInfo(Path.Combine(folder, "initdb"))));

    public static Task<PostgresServer> StartNewAsync() => StartNewAsync("");

    /// <param name="settings">More arguments of the server, for example <c>-c shared_buffers=1GB</c>.</param>
    public static async Task<PostgresServer> StartNewAsync(string settings)
    {
        var folder = Directory.CreateTempSubdirectory("journal-postgres-").FullName;
        var server = new PostgresServer(folder, FreePort(), settings);
        if (IsRoot) await RunAsync("chown", ["postgres", folder]);
        await RunAsServerAsync("initdb", ["-D", server.Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]);
        await server.StartAsync();
        return server;
    }

    public Task StartAsync() => RunAsServerAsync(
        "pg_ctl",
        ["-D", Data, "-w", "-s", "-l", Path.Combine(_folder, "log"), "-o", $"-p {Port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_prepared_transactions=10 -c max_connections=200 {_settings}", "start"]);

    /// <summary>Ends every server process at once, as a power cut would.</summary>
    public async Task StopAtOnceAsync()
    {
        await RunAsServerAsync("pg_ctl", ["-D", Data, "-w", "-s", "-m", "immediate", "stop"]);
        NpgsqlConnection.ClearAllPools();
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await RunAsServerAsync("pg_ctl", ["-D", Data, "-w", "-s", "-m", "immediate", "stop"]);
        Directory.Delete(_folder, recursive: true);
    }

    private static bool IsRoot => Environment.UserName == "root";

    /// <summary>A link that leads nowhere is not a program.</summary>
    private static bool IsThere(FileInfo program) => program.Exists && program.ResolveLinkTarget(returnFinalTarget: true) is null or { Exists: true };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // The server refuses to run as root.
    private static Task RunAsServerAsync(string program, string[] arguments)
    {
        var path = Path.Combine(Binaries!, program);
        return IsRoot ? RunAsync("runuser", ["-u", "postgres", "--", path, .. arguments]) : RunAsync(path, arguments);
    }

    private static async Task RunAsync(string program, string[] arguments)
    {
        // Output goes nowhere: a server that inherits a pipe keeps it open.
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", "exec \"$@\" >/dev/null 2>&1", "sh", program, .. arguments]) { WorkingDirectory = "/" })!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}");
    }
}

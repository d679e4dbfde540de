using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Sync.Journal.Tests.Support;

/// <summary>A PostgreSQL server of our own on a free loopback port, in a folder that is removed afterwards.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    // A shell holds the server: it stops it when its input ends, which also happens when this process dies. Files that this process has
    // open (a build's lock, perhaps) are closed before, or the server would keep them.
    private const string Keeper = """
        exec 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-
        data=$1; bin=$2; options=$3
        [ -d "$data" ] || "$bin/initdb" -D "$data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$data.log" 2>&1 || exit 1
        "$bin/pg_ctl" -D "$data" -w -s -l "$data.log" -o "$options" start >>"$data.log" 2>&1 </dev/null || exit 1
        echo started
        read -r _
        "$bin/pg_ctl" -D "$data" -w -s -m immediate stop >>"$data.log" 2>&1
        """;

    private readonly string _folder;
    private readonly string _settings;
    private Process? _keeper;

    private PostgresServer(string folder, string settings)
    {
        _folder = folder;
        _settings = settings;
    }

    public int Port { get; } = FreePort();

    public string ConnectionString => $"Host=127.0.0.1;Port={Port};Username=postgres;Database=postgres;Maximum Pool Size=20";

    /// <summary>The folder of the server's programs, or null where it is not installed.</summary>
    public static string? Binaries { get; } = new[] { "/usr/lib/postgresql/15/bin" }
        .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
        .FirstOrDefault(static folder => IsThere(new FileInfo(Path.Combine(folder, "initdb"))));

    public static Task<PostgresServer> StartNewAsync() => StartNewAsync("");

    /// <param name="settings">More arguments of the server, for example <c>-c shared_buffers=1GB</c>.</param>
    public static async Task<PostgresServer> StartNewAsync(string settings)
    {
        var server = new PostgresServer(Directory.CreateTempSubdirectory("journal-postgres-").FullName, settings);
        if (IsRoot)
        {
            using var chown = Process.Start("chown", ["postgres", server._folder]);
            await chown.WaitForExitAsync();
        }

        await server.StartAsync();
        return server;
    }

    public async Task StartAsync()
    {
        string[] shell =
        [
            "sh", "-c", Keeper, "keeper", Path.Combine(_folder, "data"), Binaries!,
            $"-p {Port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_prepared_transactions=10 -c max_connections=200 {_settings}",
        ];

        // The server refuses to run as root.
        string[] command = IsRoot ? ["runuser", "-u", "postgres", "--", .. shell] : shell;
        _keeper = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = "/",
        })!;
        if (await _keeper.StandardOutput.ReadLineAsync() == "started") return;
        throw new InvalidOperationException($"PostgreSQL did not start: {await File.ReadAllTextAsync(Path.Combine(_folder, "data.log"))}");
    }

    /// <summary>Ends every server process at once, as a power cut would.</summary>
    public async Task StopAtOnceAsync()
    {
        if (_keeper is null) return;
        _keeper.StandardInput.Close();
        await _keeper.WaitForExitAsync();
        _keeper.Dispose();
        _keeper = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAtOnceAsync();
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
}

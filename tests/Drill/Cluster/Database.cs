using System.Globalization;
using Npgsql;

namespace Sync.Drill.Cluster;

/// <summary>What the drill does to PostgreSQL from outside.</summary>
internal static class Database
{
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(100);

    /// <summary>Ends every connection of one process, and every new one, for a while.</summary>
    /// <returns>How many connections were ended.</returns>
    public static async Task<int> CutAsync(LocalCluster cluster, string name, TimeSpan span)
    {
        var ended = 0;
        await using var connection = new NpgsqlConnection(cluster.Connection + ";Pooling=false");
        await connection.OpenAsync();
        using var look = new PeriodicTimer(Again);
        for (var left = span; left > TimeSpan.Zero; left -= Again)
        {
            await using var command = new NpgsqlCommand("select count(*) filter (where pg_terminate_backend(pid))::int from pg_stat_activity where client_port = any($1)", connection);
            command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [.. PortsOf(cluster.ProcessOf(name))] });
            ended += (int)(await command.ExecuteScalarAsync())!;
            await look.WaitForNextTickAsync();
        }

        return ended;
    }

    /// <summary>How many records the journal has.</summary>
    public static async Task<int> RecordsAsync(LocalCluster cluster)
    {
        await using var connection = new NpgsqlConnection(cluster.Connection + ";Pooling=false;Search Path=orleanssync");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select count(*)::int from journal", connection);
        return (int)(await command.ExecuteScalarAsync())!;
    }

    // Processes share application names and addresses, but not ports: /proc says whose a port is.
    private static IEnumerable<int> PortsOf(int process)
    {
        var sockets = Directory.GetFiles($"/proc/{process}/fd").Select(Target).Where(t => t.StartsWith("socket:[", StringComparison.Ordinal)).Select(t => t[8..^1]).ToHashSet();
        foreach (var line in new[] { "tcp", "tcp6" }.SelectMany(f => File.ReadLines($"/proc/{process}/net/{f}").Skip(1)))
        {
            var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (sockets.Contains(fields[9])) yield return int.Parse(fields[1].AsSpan(fields[1].LastIndexOf(':') + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        }
    }

    private static string Target(string link)
    {
        try
        {
            return new FileInfo(link).LinkTarget ?? "";
        }
        catch (IOException)
        {
            return "";
        }
    }
}

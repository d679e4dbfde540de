using Npgsql;

namespace Sync.Benchmarks.Server;

/// <summary>What a server says about itself.</summary>
internal static class ServerSettings
{
    private static readonly string[] Shown =
        ["server_version", "fsync", "synchronous_commit", "full_page_writes", "wal_level", "wal_sync_method", "shared_buffers", "min_wal_size", "max_wal_size", "checkpoint_timeout", "max_connections", "commit_delay"];

    public static async Task<string> ReadAsync(string connection)
    {
        var values = new List<string>();
        foreach (var name in Shown) values.Add($"{name}={await ShowAsync(connection, name)}");
        return string.Join(' ', values);
    }

    public static async Task<string> ShowAsync(string connection, string name)
    {
        await using var opened = new NpgsqlConnection(connection);
        await opened.OpenAsync();
        await using var command = new NpgsqlCommand($"show {name}", opened);
        return (string)(await command.ExecuteScalarAsync())!;
    }
}

using Npgsql;
using Sync.Journal.Tests.Support;

namespace Sync.House.Tests.Deploy;

/// <summary>A server takes the settings as they are.</summary>
public sealed class PostgresSettingsTests
{
    private static readonly string Settings = Path.Combine(Repository.Root, "deploy", "postgres", "orleanssync.conf");

    [Fact]
    public async Task A_server_starts_with_them_and_keeps_what_it_has_answered()
    {
        Assert.SkipWhen(PostgresServer.Binaries is null, "PostgreSQL is not installed");
        var file = Path.Combine(Path.GetTempPath(), $"orleanssync-{Guid.NewGuid():N}.conf");
        await File.WriteAllTextAsync(file, await File.ReadAllTextAsync(Settings, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        try
        {
            await using var server = await PostgresServer.StartNewAsync($"-c config_file={file} -c shared_buffers=128MB");
            await using var connection = new NpgsqlConnection(server.ConnectionString);
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            foreach (var name in new[] { "fsync", "synchronous_commit", "full_page_writes" }) Assert.Equal("on", await ScalarAsync(connection, $"show {name}"));
            // What the command line of this test sets anew cannot be applied from the file.
            Assert.Equal(0L, await ScalarAsync(connection, "select count(*) from pg_file_settings where error is not null and name not in (select name from pg_settings where source = 'command line')"));
            Assert.Equal("scram-sha-256", await ScalarAsync(connection, "show password_encryption"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Every_setting_stands_once()
    {
        var lines = File.ReadAllLines(Settings).Where(static l => l.Contains('=', StringComparison.Ordinal) && !l.StartsWith('#')).ToArray();
        var names = lines.Select(static l => l.Split('=')[0].Trim()).ToArray();
        Assert.True(names.Length > 30);
        Assert.Equal(names.Distinct(), names);
    }

    private static async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}

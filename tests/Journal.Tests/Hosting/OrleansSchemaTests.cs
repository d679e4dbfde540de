using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Sync.Journal.Hosting;
using Sync.Journal.Tests.Support;

namespace Sync.Journal.Tests.Hosting;

/// <summary>The queries that we wrote for Orleans do what Orleans expects of them: parameters, results, and who loses a race.</summary>
public abstract class OrleansSchemaTests : IAsyncLifetime
{
    private DbConnection? _connection;

    public async ValueTask InitializeAsync()
    {
        _connection = await OpenAsync();
        await _connection.OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null) await _connection.DisposeAsync();
        await RemoveAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Every_query_of_the_contract_is_there()
    {
        string[] expected =
        [
            "CleanupDefunctSiloEntriesKey", "CleanupDefunctSiloEntryKey", "ClearStorageKey", "DeleteMembershipTableEntriesKey", "DeleteReminderRowKey",
            "DeleteReminderRowsKey", "DeleteStorageKey", "GatewaysQueryKey", "InsertMembershipKey", "InsertMembershipVersionKey",
            "MembershipReadAllKey", "MembershipReadRowKey", "ReadFromStorageKey", "ReadRangeRows1Key", "ReadRangeRows2Key", "ReadReminderRowKey",
            "ReadReminderRowsKey", "UpdateIAmAlivetimeKey", "UpdateMembershipKey", "UpsertReminderRowKey", "WriteToStorageKey",
        ];
        var found = await RowsAsync("select QueryKey from OrleansQuery", []);
        Assert.Equal(expected, found.Select(static row => (string)row.Values.Single()!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Grain_storage_compares_and_swaps()
    {
        Assert.Empty(await QueryAsync("ReadFromStorageKey", Grain()));
        Assert.Equal(1, await ValueAsync("WriteToStorageKey", Grain(null, "one"), "NewGrainStateVersion"));
        Assert.Null(await ValueAsync("WriteToStorageKey", Grain(null, "also first"), "NewGrainStateVersion"));
        Assert.Equal(2, await ValueAsync("WriteToStorageKey", Grain(1, "two"), "NewGrainStateVersion"));
        Assert.Null(await ValueAsync("WriteToStorageKey", Grain(1, "stale"), "NewGrainStateVersion"));
        var row = Assert.Single(await QueryAsync("ReadFromStorageKey", Grain()));
        Assert.Equal("two"u8.ToArray(), row["PayloadBinary"]);
        Assert.Equal(2, Convert.ToInt32(row["Version"]));
        Assert.Null(await ValueAsync("ClearStorageKey", Grain(1), "NewGrainStateVersion"));
        Assert.Equal(3, await ValueAsync("ClearStorageKey", Grain(2), "NewGrainStateVersion"));
        Assert.Null(Assert.Single(await QueryAsync("ReadFromStorageKey", Grain()))["PayloadBinary"]);
        Assert.Equal(4, await ValueAsync("DeleteStorageKey", Grain(3), "NewGrainStateVersion"));
        Assert.Empty(await QueryAsync("ReadFromStorageKey", Grain()));
    }

    [Fact]
    public async Task Membership_changes_with_the_version_of_its_table_and_heartbeats_do_not()
    {
        (string, object?) cluster = ("DeploymentId", "c");
        Assert.Equal(1, await FirstAsync("InsertMembershipVersionKey", cluster));
        Assert.Equal(0, await FirstAsync("InsertMembershipVersionKey", cluster));
        Assert.Equal(1, await FirstAsync("InsertMembershipKey", Member(version: 0)));
        Assert.Equal(0, await FirstAsync("InsertMembershipKey", Member(version: 0, port: 2)));
        Assert.Equal(1, await FirstAsync("UpdateMembershipKey", Member(version: 1, status: 3)));
        Assert.Equal(0, await FirstAsync("UpdateMembershipKey", Member(version: 1, status: 6)));
        await QueryAsync("UpdateIAmAlivetimeKey", Member(version: 0));
        var row = Assert.Single(await QueryAsync("MembershipReadAllKey", cluster));
        Assert.Equal((2, 3, "silo"), (Convert.ToInt32(row["Version"]), Convert.ToInt32(row["Status"]), row["SiloName"]));
        Assert.Single(await QueryAsync("GatewaysQueryKey", cluster, ("Status", 3)));
        var none = Assert.Single(await QueryAsync("MembershipReadRowKey", cluster, ("Address", "a"), ("Port", 99), ("Generation", 1)));
        Assert.Equal(2, Convert.ToInt32(none["Version"]));
        Assert.Null(none["SiloName"]);
        await QueryAsync("DeleteMembershipTableEntriesKey", cluster);
        Assert.Empty(await QueryAsync("MembershipReadAllKey", cluster));
    }

    [Fact]
    public async Task Reminders_are_kept_by_grain_and_by_range()
    {
        Assert.Equal(0, await ValueAsync("UpsertReminderRowKey", Reminder("wake", -5), "Version"));
        Assert.Equal(1, await ValueAsync("UpsertReminderRowKey", Reminder("wake", -5), "Version"));
        Assert.Equal(0, await ValueAsync("UpsertReminderRowKey", Reminder("other", 7), "Version"));
        (string, object?) service = ("ServiceId", "s"), grain = ("GrainId", "g");
        Assert.Equal(2, (await QueryAsync("ReadReminderRowsKey", service, grain)).Count);
        Assert.Single(await QueryAsync("ReadReminderRowKey", service, grain, ("ReminderName", "wake")));
        Assert.Single(await QueryAsync("ReadRangeRows1Key", service, ("BeginHash", -5), ("EndHash", 7)));
        Assert.Equal(2, (await QueryAsync("ReadRangeRows2Key", service, ("BeginHash", 6), ("EndHash", -5))).Count);
        Assert.Equal(0, await FirstAsync("DeleteReminderRowKey", service, grain, ("ReminderName", "wake"), ("Version", 0)));
        Assert.Equal(1, await FirstAsync("DeleteReminderRowKey", service, grain, ("ReminderName", "wake"), ("Version", 1)));
        await QueryAsync("DeleteReminderRowsKey", service);
        Assert.Empty(await QueryAsync("ReadReminderRowsKey", service, grain));
    }

    /// <summary>Applies the schema and connects as Orleans would.</summary>
    protected abstract Task<DbConnection> OpenAsync();

    protected abstract Task RemoveAsync();

    private static (string, object?)[] Grain(int? version = null, string? payload = null) =>
    [
        ("GrainIdHash", 1), ("GrainIdN0", 2L), ("GrainIdN1", 3L), ("GrainTypeHash", 4), ("GrainTypeString", "t"), ("GrainIdExtensionString", "x"),
        ("ServiceId", "s"), ("GrainStateVersion", version), ("PayloadBinary", payload is null ? null : System.Text.Encoding.UTF8.GetBytes(payload)),
    ];

    private static (string, object?)[] Member(int version, int port = 1, int status = 1) =>
    [
        ("DeploymentId", "c"), ("Address", "a"), ("Port", port), ("Generation", 1), ("SiloName", "silo"), ("HostName", "h"), ("Status", status),
        ("ProxyPort", 30000), ("SuspectTimes", null), ("StartTime", DateTime.UnixEpoch), ("IAmAliveTime", DateTime.UnixEpoch), ("Version", version),
    ];

    private static (string, object?)[] Reminder(string name, int hash) =>
        [("ServiceId", "s"), ("GrainId", "g"), ("ReminderName", name), ("StartTime", DateTime.UnixEpoch), ("Period", 60_000L), ("GrainHash", hash)];

    private async Task<int?> ValueAsync(string key, (string, object?)[] parameters, string column) =>
        (await QueryAsync(key, parameters)).Select(row => (int?)Convert.ToInt32(row[column])).SingleOrDefault();

    private async Task<int> FirstAsync(string key, params (string, object?)[] parameters) =>
        Convert.ToInt32((await QueryAsync(key, parameters)).Single().Values.First());

    private async Task<List<Dictionary<string, object?>>> QueryAsync(string key, params (string Name, object? Value)[] parameters)
    {
        var text = (string)(await RowsAsync($"select QueryText from OrleansQuery where QueryKey = '{key}'", [])).Single().Values.Single()!;
        return await RowsAsync(text, parameters.Where(p => text.Contains($"@{p.Name}", StringComparison.Ordinal)));
    }

    private async Task<List<Dictionary<string, object?>>> RowsAsync(string sql, IEnumerable<(string Name, object? Value)> parameters)
    {
        await using var command = _connection!.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
            if (value is null) parameter.DbType = name switch { "GrainStateVersion" => System.Data.DbType.Int32, "PayloadBinary" => System.Data.DbType.Binary, _ => System.Data.DbType.String };
            command.Parameters.Add(parameter);
        }

        var rows = new List<Dictionary<string, object?>>();
        await using var reader = await command.ExecuteReaderAsync();
        do
        {
            while (await reader.ReadAsync())
                rows.Add(Enumerable.Range(0, reader.FieldCount).ToDictionary(i => reader.GetName(i), i => reader.IsDBNull(i) ? null : reader.GetValue(i), StringComparer.OrdinalIgnoreCase));
        }
        while (await reader.NextResultAsync());
        return rows;
    }
}

public sealed class SqliteOrleansSchemaTests : OrleansSchemaTests
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orleans-");

    protected override async Task<DbConnection> OpenAsync()
    {
        var file = Path.Combine(_folder.FullName, "orleans.db");
        await OrleansSchema.EnsureAsync("sqlite", file);
        await OrleansSchema.EnsureAsync("sqlite", file);
        return new SqliteConnection($"Data Source={file};Pooling=False");
    }

    protected override Task RemoveAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }
}

public sealed class PostgresOrleansSchemaTests(PostgresFixture fixture) : OrleansSchemaTests
{
    protected override async Task<DbConnection> OpenAsync()
    {
        var (connection, schema) = ((await fixture.ServerAsync()).ConnectionString, $"orleans_{Guid.NewGuid():N}");
        await OrleansSchema.EnsureAsync("postgres", connection, schema);
        await OrleansSchema.EnsureAsync("postgres", connection, schema);
        return new NpgsqlConnection(OrleansSchema.Connection(connection, schema));
    }

    protected override Task RemoveAsync() => Task.CompletedTask;
}

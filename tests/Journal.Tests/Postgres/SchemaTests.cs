using Npgsql;
using Sync.Journal.Hosting;
using Sync.Journal.Postgres;
using Sync.Journal.Schema;
using Sync.Journal.Tests.Support;

namespace Sync.Journal.Tests.Postgres;

/// <summary>The schema, the rights it needs, and the same scripts applied by hand.</summary>
public sealed class SchemaTests(PostgresFixture fixture) : IAsyncLifetime
{
    private PostgresTestStore _store = null!;
    private string _connection = "";

    public async ValueTask InitializeAsync()
    {
        _connection = (await fixture.ServerAsync()).ConnectionString;
        _store = new PostgresTestStore(_connection);
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task A_role_with_nothing_but_its_own_schema_creates_and_runs_the_journal()
    {
        var role = $"role_{_store.Schema}";
        await _store.ExecuteAsync($"create role {role} login; create schema {_store.Schema} authorization {role}");
        await OrleansSchema.EnsureAsync("postgres", As(role), _store.Schema);
        await AnnounceAsync(As(role));
        var journal = await _store.OpenAsync(options => options.Connection = As(role));
        await Chain.New().WriteAsync(journal, 2);
        Assert.Equal(2, (await journal.Feed.ReadToEndAsync()).Count);
    }

    [Fact]
    public async Task A_role_without_the_right_to_create_runs_what_is_there()
    {
        var role = $"role_{_store.Schema}";
        await (await _store.OpenAsync()).StopAsync();
        await OrleansSchema.EnsureAsync("postgres", _connection, _store.Schema);
        await AnnounceAsync(_connection);
        await _store.ExecuteAsync($"create role {role} login; grant usage on schema {_store.Schema} to {role}; "
            + $"grant select, insert, update, delete on all tables in schema {_store.Schema} to {role}");
        await OrleansSchema.EnsureAsync("postgres", As(role), _store.Schema);
        await AnnounceAsync(As(role));
        var journal = await _store.OpenAsync(options => options.Connection = As(role));
        await Chain.New().WriteAsync(journal, 2);
        Assert.Equal(2, (await journal.Feed.ReadToEndAsync()).Count);
    }

    [Fact]
    public async Task Scripts_applied_by_hand_twice_are_what_the_program_needs()
    {
        await _store.ExecuteAsync($"create schema {_store.Schema}");
        foreach (var component in new[] { "journal", "inbox", "orleans", "cluster", "journal", "inbox", "orleans", "cluster" })
            foreach (var step in Migration.Of("postgres", component)) await _store.ExecuteAsync(step.Sql);
        var applied = await _store.ScalarAsync("select max(applied_at) from schema_version");
        var journal = await _store.OpenAsync();
        await OrleansSchema.EnsureAsync("postgres", _connection, _store.Schema);
        await AnnounceAsync(_connection);
        await Chain.New().WriteAsync(journal, 1);
        Assert.Equal(applied, await _store.ScalarAsync("select max(applied_at) from schema_version"));
    }

    /// <summary>What a silo of a cluster does first with the tables of the cluster.</summary>
    private Task AnnounceAsync(string connection) => new PostgresFormats(connection, _store.Schema).AnnounceAsync("c", "127.0.0.1:1@1", new Dictionary<string, int> { ["stock.moved"] = 1 });

    private string As(string role) => new NpgsqlConnectionStringBuilder(_connection) { Username = role }.ToString();
}

using Sync.Journal.Hosting;
using Sync.Journal.Postgres;
using Sync.Journal.Tests.Support;

namespace Sync.Journal.Tests.Postgres;

/// <summary>A format is agreed on only while every living silo reads it, and then for ever.</summary>
public sealed class FormatStoreTests(PostgresFixture fixture) : IAsyncLifetime
{
    private const string Old = "10.0.0.1:11111@1";
    private const string New = "10.0.0.2:11111@2";
    private PostgresTestStore _store = null!;
    private PostgresFormats _formats = null!;

    public async ValueTask InitializeAsync()
    {
        var connection = (await fixture.ServerAsync()).ConnectionString;
        _store = new PostgresTestStore(connection);
        await OrleansSchema.EnsureAsync("postgres", connection, _store.Schema);
        _formats = new PostgresFormats(connection, _store.Schema);
        await ExecuteAsync("insert into OrleansMembershipVersionTable (DeploymentId) values ('c')");
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task A_silo_that_says_nothing_reads_what_was_first()
    {
        await JoinAsync(1);
        await JoinAsync(2);
        Assert.Empty(await _formats.AnnounceAsync("c", New, Reads(2)));
        Assert.Equal(1, (await _formats.CommonAsync("c", ["stock.moved"]))["stock.moved"]);
        Assert.False(await _formats.TryAgreeAsync("c", "stock.moved", 2));
    }

    [Fact]
    public async Task It_is_agreed_on_when_the_last_silo_that_does_not_read_it_is_gone()
    {
        await JoinAsync(1);
        await JoinAsync(2);
        await _formats.AnnounceAsync("c", Old, Reads(1));
        await _formats.AnnounceAsync("c", New, Reads(2));
        Assert.False(await _formats.TryAgreeAsync("c", "stock.moved", 2));

        // Dead in the table, but it spoke a moment ago: it may not know yet.
        await ExecuteAsync("update OrleansMembershipTable set Status = 6 where Generation = 1");
        Assert.False(await _formats.TryAgreeAsync("c", "stock.moved", 2));
        await ExecuteAsync("update format_read set said_at = now() - interval '2 minutes' where process = '" + Old + "'");
        Assert.Equal(2, (await _formats.CommonAsync("c", ["stock.moved"]))["stock.moved"]);
        Assert.True(await _formats.TryAgreeAsync("c", "stock.moved", 2));
        Assert.False(await _formats.TryAgreeAsync("c", "stock.moved", 2));
        Assert.Equal(2, (await _formats.AnnounceAsync("c", Old, Reads(1)))["stock.moved"]);
    }

    [Fact]
    public async Task A_silo_that_stops_is_forgotten_at_once()
    {
        await _formats.AnnounceAsync("c", Old, Reads(1));
        await _formats.AnnounceAsync("c", New, Reads(2));
        Assert.Equal(1, (await _formats.CommonAsync("c", ["stock.moved"]))["stock.moved"]);
        await _formats.LeaveAsync("c", Old);
        Assert.True(await _formats.TryAgreeAsync("c", "stock.moved", 2));
    }

    [Fact]
    public async Task A_silo_that_joins_and_an_agreement_at_the_same_instant_never_pass_each_other()
    {
        for (var round = 2; round < 22; round++)
        {
            await _formats.AnnounceAsync("c", New, Reads(round));
            var joins = _formats.AnnounceAsync("c", Old, Reads(round - 1));
            var agrees = _formats.TryAgreeAsync("c", "stock.moved", round);
            await Task.WhenAll(joins, agrees);

            // Either the one that joins was told, or the others were kept from it.
            Assert.NotEqual(await agrees, (await joins).GetValueOrDefault("stock.moved", 1) < round);
            await _formats.LeaveAsync("c", Old);
            await _formats.TryAgreeAsync("c", "stock.moved", round);
        }
    }

    private static Dictionary<string, int> Reads(int version) => new(StringComparer.Ordinal) { ["stock.moved"] = version, ["wire"] = 1 };

    private Task JoinAsync(int number) => ExecuteAsync(
        $"insert into OrleansMembershipTable (DeploymentId, Address, Port, Generation, SiloName, HostName, Status, StartTime, IAmAliveTime) values ('c', '10.0.0.{number}', 11111, {number}, 's', 'h', 3, now(), now())");

    private Task ExecuteAsync(string sql) => _store.ExecuteAsync(sql);
}

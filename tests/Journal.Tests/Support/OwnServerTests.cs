using Sync.Journal.Postgres;

namespace Sync.Journal.Tests.Support;

/// <summary>Tests that do something to a server of their own, and watch the writers of the journal on it.</summary>
public abstract class OwnServerTests(OwnServer own) : IClassFixture<OwnServer>, IAsyncLifetime
{
    /// <summary>What tells the backends of writers in <c>pg_stat_activity</c>.</summary>
    private protected const string Writer = $"application_name = '{PostgresSources.WriterName}'";

    private protected OwnServer Own => own;

    private protected PostgresTestStore Store { get; private set; } = null!;

    public ValueTask InitializeAsync()
    {
        Store = new PostgresTestStore(own.Server.ConnectionString);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected Task UntilAsync(string count) => Eventually.IsTrueAsync(async () => (long)(await Store.ScalarAsync(count))! > 0);

    private protected Task UntilNoneAsync(string count) => Eventually.IsTrueAsync(async () => (long)(await Store.ScalarAsync(count))! == 0);
}

using Sync.Journal.Tests.Support;

namespace Sync.Journal.Tests.Compliance;

/// <summary>What every store promises. Each suite runs once for each store.</summary>
public abstract class ComplianceTests : IAsyncLifetime
{
    private TestStore? _store;

    protected TestStore Store => _store!;

    public async ValueTask InitializeAsync() => _store = await CreateStoreAsync();

    public async ValueTask DisposeAsync()
    {
        if (_store is not null) await _store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract Task<TestStore> CreateStoreAsync();

    protected static Task<TestStore> Sqlite() => Task.FromResult<TestStore>(new SqliteTestStore());

    protected static async Task<TestStore> Postgres(PostgresFixture fixture) => new PostgresTestStore((await fixture.ServerAsync()).ConnectionString);
}

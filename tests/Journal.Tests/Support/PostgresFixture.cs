using Sync.Journal.Tests.Support;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace Sync.Journal.Tests.Support;

/// <summary>One server for all tests; started when the first asks for it.</summary>
public sealed class PostgresFixture : IAsyncDisposable
{
    private readonly Lazy<Task<PostgresServer>> _server = new(PostgresServer.StartNewAsync);

    /// <summary>Skips the test where PostgreSQL is not installed.</summary>
    public Task<PostgresServer> ServerAsync()
    {
        Assert.SkipWhen(PostgresServer.Binaries is null, "PostgreSQL is not installed");
        return _server.Value;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated) await (await _server.Value).DisposeAsync();
    }
}

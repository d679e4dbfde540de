namespace Sync.Journal.Tests.Support;

/// <summary>A server that one test class may break.</summary>
public sealed class OwnServer : IAsyncLifetime
{
    private PostgresServer? _server;

    public PostgresServer Server
    {
        get
        {
            Assert.SkipWhen(_server is null, "PostgreSQL is not installed");
            return _server;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (PostgresServer.Binaries is not null) _server = await PostgresServer.StartNewAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
    }
}

using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Sync.Journal.Storage;
using Sync.Journal.Writing;

namespace Sync.Journal.Postgres;

/// <summary>The journal in one schema of a PostgreSQL database.</summary>
internal sealed class PostgresStore : IStore
{
    private const int OldestServer = 15;
    private const int RecentRecords = 40_000;
    private readonly PostgresSources _sources;
    private readonly PostgresPool _pool;
    private readonly PostgresNames _names = new();
    private readonly RecentCommits _recent = new(RecentRecords);
    private readonly PostgresTuning _tuning;
    private readonly JournalOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private short _epoch;

    public PostgresStore(IOptions<JournalOptions> options, PostgresTuning tuning, TimeProvider time, ILogger<PostgresStore> logger)
    {
        _options = options.Value;
        _tuning = tuning;
        _time = time;
        _logger = logger;
        _sources = new PostgresSources(_options.Connection, _options.Schema, tuning);
        _pool = new PostgresPool(_sources.Shared);
        Entities = new PostgresEntityReader(_pool, _names, _options.Lanes);
        var horizon = new PostgresHorizon(tuning, time, logger);
        Feed = new PostgresFeedReader(_pool, _names, horizon, _recent, () => _epoch);
        Audit = new PostgresAuditTables(_pool, _names, horizon, _recent, () => _epoch, _options.Lanes);
        Snapshots = new PostgresSnapshotTable(_pool, _options.Lanes);
        Lanes = new PostgresLaneTables(_pool);
        Inbox = new PostgresInbox(_pool);
    }

    public string Name => "postgres";

    public int Writers => _options.Writers;

    public TaskScheduler WriteScheduler => TaskScheduler.Default;

    public IEntityReader Entities { get; }

    public IFeedReader Feed { get; }

    public ISnapshotTable Snapshots { get; }

    public ILaneTables Lanes { get; }

    public IAuditTables Audit { get; }

    public IInboxStore Inbox { get; }

    public Task OpenAsync(CancellationToken cancellationToken) => _pool.RunAsync(async connection =>
    {
        await CheckServerAsync(connection, cancellationToken);
        if (_options.ReadOnly)
        {
            await PostgresMigrator.CheckAsync(connection, _options.Schema, "journal", cancellationToken);
            _epoch = await PostgresSettings.ReadAsync(connection, _options.Lanes, cancellationToken);
            return true;
        }

        foreach (var component in (string[])["journal", "inbox"]) await PostgresMigrator.RunAsync(connection, _options.Schema, component, cancellationToken);
        _epoch = await PostgresSettings.OpenAsync(connection, _options.Schema, _options.Lanes, cancellationToken);
        return true;
    }, cancellationToken);

    public ICommitter CreateCommitter() => new PostgresCommitter(_sources.Writers, _names, _recent, () => _epoch, _tuning, _time);

    public Task RelayAsync(CommitSignal signal, CancellationToken stop) => new PostgresRelay(_sources, _options.Schema, _time, _logger).RunAsync(signal, stop);

    public ValueTask DisposeAsync() => _sources.DisposeAsync();

    private static async Task CheckServerAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (connection.PostgreSqlVersion.Major < OldestServer)
            throw new InvalidOperationException($"the server is PostgreSQL {connection.PostgreSqlVersion}: use {OldestServer} or later");
        await using var command = new NpgsqlCommand("select current_setting('server_encoding')", connection);
        if ((string)(await command.ExecuteScalarAsync(cancellationToken))! is var encoding && encoding != "UTF8")
            throw new InvalidOperationException($"the database is encoded in {encoding}: create it with encoding 'UTF8'");
    }
}

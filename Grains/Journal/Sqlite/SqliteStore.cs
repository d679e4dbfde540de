using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Sync.Journal.Schema;
using Sync.Journal.Storage;
using Sync.Journal.Writing;

namespace Sync.Journal.Sqlite;

/// <summary>The journal in one SQLite file: a write-ahead log that is forced to disk at each commit, one writer, readers beside it.</summary>
internal sealed class SqliteStore : IStore
{
    private const int RecentRecords = 40_000;
    private readonly SqliteNames _names = new();
    private readonly RecentRun _recent = new(RecentRecords);
    private readonly SqliteReaders _readers;
    private readonly int _lanes;
    private readonly bool _readOnly;

    public SqliteStore(IOptions<JournalOptions> options)
    {
        _lanes = options.Value.Lanes;
        _readOnly = options.Value.ReadOnly;
        Writer = new SqliteWriter(options.Value.Connection, _names);
        _readers = new SqliteReaders(options.Value.Connection);
        Entities = new SqliteEntityReader(_readers, _names);
        Feed = new SqliteFeedReader(_readers, _names, _recent);
        Snapshots = new SqliteSnapshotTable(Writer);
        Lanes = new SqliteLaneTables(Writer, _readers);
        Audit = new SqliteAuditTables(Writer, _readers, _names, _recent);
        Inbox = new SqliteInbox(Writer, _readers);
    }

    public string Name => "sqlite";

    public int Writers => 1;

    public TaskScheduler WriteScheduler => Writer.Thread;

    public SqliteWriter Writer { get; }

    public IEntityReader Entities { get; }

    public IFeedReader Feed { get; }

    public ISnapshotTable Snapshots { get; }

    public ILaneTables Lanes { get; }

    public IAuditTables Audit { get; }

    public IInboxStore Inbox { get; }

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (_readOnly) await _readers.ReadAsync(CheckSchema, cancellationToken);
        else await MigrateAsync();
        var stored = await _readers.ReadAsync(
            database => (string)database.Bind("select value from setting where name = $1", LaneSetting.Name).ExecuteScalar()!,
            cancellationToken);
        LaneSetting.Check(stored, _lanes);
    }

    public ICommitter CreateCommitter() => new SqliteCommitter(Writer, _names, _recent);

    public Task RelayAsync(CommitSignal signal, CancellationToken stop) => Task.CompletedTask;

    public ValueTask DisposeAsync()
    {
        _readers.Dispose();
        Writer.Dispose();
        return ValueTask.CompletedTask;
    }

    private static bool CheckSchema(SqliteDatabase database)
    {
        Migration.RequireAll("sqlite", "journal", SqliteMigrator.Applied(database, "journal"));
        return true;
    }

    private async Task MigrateAsync()
    {
        try
        {
            await Writer.InspectAsync(database =>
            {
                foreach (var component in (string[])["journal", "inbox"]) SqliteMigrator.Run(database, component);
                return true;
            });
        }
        catch (SqliteException e)
        {
            throw SqliteFaults.OfWrite(e);
        }

        await Writer.TransactAsync(database => database
            .Bind("insert into setting (name, value) values ($1, $2) on conflict do nothing", LaneSetting.Name, _lanes.ToString())
            .ExecuteNonQuery());
    }
}

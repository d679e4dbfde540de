using Npgsql;

namespace Sync.Journal.Postgres;

/// <summary>The connections of one journal. They must reach the server itself: a transaction pooler in between would hide which backend is ours.</summary>
internal sealed class PostgresSources : IAsyncDisposable
{
    /// <summary>The application name of writers, by which a frozen one is known.</summary>
    public const string WriterName = "orleanssync journal writer";

    // Every read is by an index. Without statistics, as in a new journal, the planner would guess otherwise, and a plan once made may stay.
    private const string ReaderSettings =
        "set enable_seqscan = off; set enable_bitmapscan = off; set enable_hashjoin = off; set enable_mergejoin = off; " +
        "set plan_cache_mode = force_generic_plan; set jit = off";

    public PostgresSources(string connection, string schema, PostgresTuning tuning)
    {
        Writers = NpgsqlDataSource.Create(Builder(connection, schema, tuning, WriterName, pooling: false));
        var shared = Builder(connection, schema, tuning, "orleanssync journal", pooling: true);
        shared.MaxAutoPrepare = 100;

        // Planning over sixteen partitions costs more than reading: a millisecond, and every connection has to plan for itself.
        shared.AutoPrepareMinUsages = 2;
        shared.NoResetOnClose = true;
        var source = new NpgsqlDataSourceBuilder(shared.ToString());
        source.UsePhysicalConnectionInitializer(Initialize, InitializeAsync);
        Shared = source.Build();
    }

    /// <summary>Unpooled: closing one closes it.</summary>
    public NpgsqlDataSource Writers { get; }

    /// <summary>Pooled; for everything but appending.</summary>
    public NpgsqlDataSource Shared { get; }

    public async ValueTask DisposeAsync()
    {
        await Writers.DisposeAsync();
        await Shared.DisposeAsync();
    }

    private static NpgsqlConnectionStringBuilder Builder(string connection, string schema, PostgresTuning tuning, string name, bool pooling) => new(connection)
    {
        ApplicationName = name,
        SearchPath = schema,
        Pooling = pooling,
        Multiplexing = false,
        Enlist = false,
        TcpKeepAlive = true,
        Timeout = Seconds(tuning.ConnectTimeout),
        CommandTimeout = Seconds(tuning.CommandTimeout),
        WriteBufferSize = 64 * 1024,
        ReadBufferSize = 64 * 1024,
    };

    private static int Seconds(TimeSpan time) => Math.Max(1, (int)time.TotalSeconds);

    private static void Initialize(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand(ReaderSettings, connection);
        command.ExecuteNonQuery();
    }

    private static async Task InitializeAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(ReaderSettings, connection);
        await command.ExecuteNonQueryAsync();
    }
}

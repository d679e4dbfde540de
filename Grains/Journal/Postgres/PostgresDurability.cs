using Npgsql;

namespace Sync.Journal.Postgres;

/// <summary>Lets a transaction end before it is on disk. For what a crash of the server may take back without anybody missing it: it saves a wait, and the
/// records' own commits a disturbance.</summary>
internal static class PostgresDurability
{
    /// <summary>The first command of a batch, which is one transaction; it holds for that alone.</summary>
    public static NpgsqlBatchCommand Relaxed() => new("select set_config('synchronous_commit', 'off', true)");
}

using Npgsql;

namespace Sync.Benchmarks.Systems.Copy;

/// <summary>Rows of the journal in PostgreSQL's binary copy format, in the order in which they were committed, cut into chunks.</summary>
internal sealed class CopiedRows
{
    private const string Journal = "orleanssync.journal";

    // Header: signature (11), flags (4), length of the extension (4). See the PostgreSQL manual, COPY, binary format.
    private const int HeaderLength = 19;
    private static readonly byte[] Trailer = [0xFF, 0xFF];
    private readonly string _columns;
    private readonly ReadOnlyMemory<byte> _header;

    private CopiedRows(string columns, ReadOnlyMemory<byte> bytes, int rowsPerChunk)
    {
        _columns = columns;
        _header = bytes[..HeaderLength];
        Chunks = [.. CopyChunk.Cut(bytes[HeaderLength..], rowsPerChunk)];
    }

    public ImmutableArray<CopyChunk> Chunks { get; }

    public double BytesPerRow => Chunks.Sum(static c => (double)c.Bytes.Length) / Math.Max(1, Chunks.Sum(static c => c.Rows));

    public static async Task<CopiedRows> ReadAsync(NpgsqlDataSource source, int rowsPerChunk)
    {
        await using var connection = await source.OpenConnectionAsync();
        var columns = await ColumnsAsync(connection);
        await using var stream = await connection.BeginRawBinaryCopyAsync(
            $"copy (select {columns} from {Journal} order by epoch, xid, ordinal) to stdout (format binary)");
        using var memory = new MemoryStream();
        await stream.CopyToAsync(memory);
        return new CopiedRows(columns, memory.ToArray(), rowsPerChunk);
    }

    public async Task WriteAsync(NpgsqlConnection connection, CopyChunk chunk)
    {
        await using var stream = await connection.BeginRawBinaryCopyAsync($"copy {Journal} ({_columns}) from stdin (format binary)");
        await stream.WriteAsync(_header);
        await stream.WriteAsync(chunk.Bytes);
        await stream.WriteAsync(Trailer);
    }

    // The transaction id is the server's own: it is left to its default, as ours does.
    private static async Task<string> ColumnsAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(
            "select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attname <> 'xid'", connection)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = Journal } },
        };
        return (string)(await command.ExecuteScalarAsync())!;
    }
}

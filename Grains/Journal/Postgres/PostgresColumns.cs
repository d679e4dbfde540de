using Npgsql;
using NpgsqlTypes;

namespace Sync.Journal.Postgres;

/// <summary>The rows of a batch as one array for each column, in the order of <see cref="PostgresCopy.Columns"/>.</summary>
internal static class PostgresColumns
{
    private static readonly NpgsqlDbType[] Types =
    [
        NpgsqlDbType.Bigint, NpgsqlDbType.Bigint, NpgsqlDbType.TimestampTz, NpgsqlDbType.TimestampTz, NpgsqlDbType.Integer, NpgsqlDbType.Integer,
        NpgsqlDbType.Integer, NpgsqlDbType.Smallint, NpgsqlDbType.Smallint, NpgsqlDbType.Smallint, NpgsqlDbType.Smallint, NpgsqlDbType.Smallint,
        NpgsqlDbType.Smallint, NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Bytea, NpgsqlDbType.Bytea, NpgsqlDbType.Bytea, NpgsqlDbType.Text,
        NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Text,
    ];

    /// <summary>Adds the parameters without their values.</summary>
    public static void Declare(NpgsqlParameterCollection parameters)
    {
        foreach (var type in Types) parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | type });
    }

    /// <summary>Sets their values.</summary>
    public static void Fill(NpgsqlParameterCollection parameters, PostgresBatch batch)
    {
        var rows = batch.Rows;
        var next = 0;
        Set(static row => row.Record.Version);
        Set(static row => row.Record.Sequence);
        Set(static row => row.Record.RecordedAt.UtcDateTime);
        Set(static row => row.Record.OccurredAt.UtcDateTime);
        Set(static row => row.Ordinal);
        Set(static row => row.Source);
        Set(static row => row.Record.Cause.Epoch);
        Set(_ => batch.Epoch);
        Set(static row => row.LaneGroup);
        Set(static row => row.Lane);
        Set(static row => row.Kind);
        Set(static row => (short)row.Record.Schema);
        Set(static row => (short)row.Record.OccurredAt.TotalOffsetMinutes);
        Set(static row => row.Entity);
        Set(static row => row.Record.Cause.MessageId);
        Set(static row => row.Record.Fingerprint.ToArray());
        Set(static row => row.Record.PreviousHash.ToArray());
        Set(static row => row.Record.Hash.ToArray());
        Set(static row => row.Record.TraceParent);
        Set(static row => row.Record.CausationId);
        Set(static row => row.Record.CorrelationId);
        Set(static row => row.Record.Payload);

        void Set<T>(Func<PostgresBatch.Row, T> value)
        {
            var column = new T[rows.Count];
            for (var i = 0; i < column.Length; i++) column[i] = value(rows[i]);
            parameters[next++].Value = column;
        }
    }
}

using Npgsql;
using NpgsqlTypes;
using Sync.Contracts;

namespace Sync.Journal.Postgres;

/// <summary>What lies between the transactions that are in memory: those of other processes, and those that memory has lost.</summary>
internal sealed class PostgresGaps
{
    private readonly List<long> _after = [];
    private readonly List<int> _afterOrdinal = [];
    private readonly List<long> _below = [];

    /// <param name="after">Where the read begins (exclusive).</param>
    /// <param name="known">Whole transactions in order, none before that of <paramref name="after"/>.</param>
    /// <param name="below">The horizon.</param>
    public PostgresGaps(FeedPosition after, IReadOnlyList<RecentCommits.Commit> known, long below)
    {
        var (from, ordinal) = (after.Transaction, (int)after.Ordinal);
        foreach (var commit in known)
        {
            if (commit.Transaction != from) Add(from, ordinal, commit.Transaction);
            (from, ordinal) = (commit.Transaction, int.MaxValue);
        }

        Add(from, ordinal, below);
    }

    public bool IsEmpty => _after.Count == 0;

    /// <summary>Reads their rows in order.</summary>
    public NpgsqlBatchCommand Rows(short epoch, int max) => new(
        $"""
        select {PostgresRow.Columns} from unnest($1, $2, $3) with ordinality as g (after_xid, after_ordinal, below_xid, n)
        cross join lateral (
          select * from journal r
          where (r.epoch, r.xid) < ($4, g.below_xid) and (r.epoch, r.xid, r.ordinal) > ($4, g.after_xid, g.after_ordinal)
          order by r.epoch, r.xid, r.ordinal limit $5
        ) j
        order by j.epoch, j.xid, j.ordinal limit $5
        """)
    {
        Parameters =
        {
            new NpgsqlParameter { Value = _after.ConvertAll(static id => (ulong)id), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Xid8 },
            new NpgsqlParameter { Value = _afterOrdinal, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer },
            new NpgsqlParameter { Value = _below.ConvertAll(static id => (ulong)id), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Xid8 },
            new NpgsqlParameter<short> { TypedValue = epoch },
            new NpgsqlParameter<int> { TypedValue = max },
        },
    };

    private void Add(long after, int ordinal, long below)
    {
        if (below <= after || (below == after + 1 && ordinal == int.MaxValue)) return;
        _after.Add(after);
        _afterOrdinal.Add(ordinal);
        _below.Add(below);
    }
}

using Sync.Contracts;

namespace Sync.Journal.Postgres;

/// <summary>The newest batches that this process has committed, so that the feed need not read them back. Nothing rests on a batch being here:
/// what is missing is read from the server. Thread-safe.</summary>
/// <param name="limit">The number of records that are kept.</param>
internal sealed class RecentCommits(int limit)
{
    private readonly Lock _gate = new();
    private readonly List<Commit> _unplaced = [];
    private readonly List<Commit> _placed = [];
    private int _records;

    /// <summary>Takes a batch all of whose rows are durable.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="transaction">0: not known.</param>
    public void Add(PostgresBatch batch, long transaction = 0)
    {
        if (batch.Rows.Count == 0) return;
        lock (_gate)
        {
            if (transaction == 0) _unplaced.Add(new Commit(batch));
            else Place(new Commit(batch) { Transaction = transaction });
            _records += batch.Rows.Count;
            while (_records > limit) Drop(_placed.Count > 0 ? _placed : _unplaced);
        }
    }

    /// <summary>The batches of which the transaction is not known yet.</summary>
    public Commit[] Unplaced()
    {
        lock (_gate) return [.. _unplaced];
    }

    /// <summary>Notes the transactions that the server named. A batch whose row it did not find is forgotten.</summary>
    public void Place(IReadOnlyList<Commit> asked)
    {
        lock (_gate)
        {
            foreach (var commit in asked)
            {
                if (!_unplaced.Remove(commit)) continue;
                if (commit.Transaction == 0)
                {
                    _records -= commit.Rows.Count;
                    continue;
                }

                Place(commit);
            }
        }
    }

    /// <summary>The batches from one transaction (inclusive) to another (exclusive), in order.</summary>
    public List<Commit> Between(long from, long below)
    {
        lock (_gate) return _placed.FindAll(commit => commit.Transaction >= from && commit.Transaction < below);
    }

    /// <summary>Forgets the transactions before one: whoever follows the whole journal has taken them. What nobody needs must not grow old.</summary>
    public void Forget(long before)
    {
        lock (_gate)
        {
            while (_placed.Count > 0 && _placed[0].Transaction < before) Drop(_placed);
        }
    }

    /// <summary>Forgets everything: some of it has left the journal.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _placed.Clear();
            _unplaced.Clear();
            _records = 0;
        }
    }

    private void Place(Commit commit)
    {
        var at = _placed.Count;
        while (at > 0 && _placed[at - 1].Transaction > commit.Transaction) at--;
        _placed.Insert(at, commit);
    }

    private void Drop(List<Commit> commits)
    {
        _records -= commits[0].Rows.Count;
        commits.RemoveAt(0);
    }

    /// <summary>The rows of one batch, and its transaction once that is known. Nothing else of the batch: who asked for it would be kept alive with all that was asked.</summary>
    internal sealed class Commit(PostgresBatch batch)
    {
        public short Epoch { get; } = batch.Epoch;

        public IReadOnlyList<PostgresBatch.Row> Rows { get; } = batch.Rows;

        /// <summary>0 until it is known.</summary>
        public long Transaction { get; set; }

        public FeedPosition Position(in PostgresBatch.Row row) => new(Epoch, Transaction, row.Ordinal);
    }
}

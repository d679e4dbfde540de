using Npgsql;
using Sync.Contracts;
using Sync.Journal.Storage;
using Sync.Journal.Writing;

namespace Sync.Journal.Postgres;

/// <summary>Commits batches on a connection of its own.</summary>
internal sealed class PostgresCommitter(
    NpgsqlDataSource source, PostgresNames names, RecentCommits recent, Func<short> epoch, PostgresTuning tuning, TimeProvider time) : ICommitter
{
    private readonly CopyBuffer _buffer = new();
    private PostgresLink? _link;

    private long? _answeredAt;

    // A backend that we lost sight of. It may still hold locks, or even commit: it is ended before anything else is written.
    private Backend? _lost;

    public async Task CommitAsync(IReadOnlyList<CommitGroup> groups)
    {
        var idle = _link is not null;
        var began = time.GetUtcNow();
        var failure = await WriteAsync(groups);

        // A connection that was idle may have died long ago. Nothing is stored, so a new connection gets a try, unless this process itself
        // stood still meanwhile.
        if (failure is not null && idle && time.GetUtcNow() - began < tuning.LockTimeout) failure = await WriteAsync(groups);
        if (failure is not null) throw PostgresFaults.OfWrite(failure);
    }

    public async ValueTask DisposeAsync()
    {
        if (_link is { } link) await link.DisposeAsync();
        _link = null;
    }

    /// <summary>True when the server has just answered. What is sent in one message to a server that is gone has an unknown fate; COPY finds out before
    /// anything can be stored.</summary>
    private bool IsWarm => _answeredAt is { } at && time.GetElapsedTime(at) < tuning.WarmFor;

    private async Task<NpgsqlConnection> ConnectAsync()
    {
        _link ??= await PostgresLink.OpenAsync(source, tuning.LockTimeout);
        if (_lost is { } lost)
        {
            await PostgresBackends.EndAsync(_link.Connection, lost);
            _lost = null;
        }

        return _link.Connection;
    }

    /// <summary>Null when every group is decided; the failure when the connection was lost and nothing is stored.</summary>
    private async Task<Exception?> WriteAsync(IReadOnlyList<CommitGroup> groups)
    {
        var committing = false;
        try
        {
            var connection = await ConnectAsync();
            var (sources, kinds) = await names.AddAsync(connection, groups);
            var batch = new PostgresBatch(groups, epoch(), sources, kinds);
            try
            {
                if (batch.Rows.Count <= PostgresInsert.MaxRows && IsWarm)
                {
                    recent.Add(batch, await _link!.Insert.RunAsync(batch, () => committing = true));
                }
                else
                {
                    await PostgresCopy.RunAsync(connection, batch, _buffer, tuning.CommandTimeout, () => committing = true);
                    recent.Add(batch);
                }

                _answeredAt = time.GetTimestamp();
            }
            catch (Exception e) when (PostgresFaults.IsConflict(e))
            {
                await WriteWinnersAsync(connection, batch);
            }
        }
        catch (Exception e) when (PostgresFaults.IsRefusal(e))
        {
            if (PostgresFaults.IsLockTimeout(e)) await EndFrozenAsync();
            throw PostgresFaults.OfWrite(e);
        }
        catch (Exception e) when (PostgresFaults.IsFailure(e))
        {
            await LoseAsync();
            if (!committing || await AskAsync(groups, e)) return e;
        }

        return null;
    }

    private static async Task WriteWinnersAsync(NpgsqlConnection connection, PostgresBatch batch)
    {
        try
        {
            var winners = await PostgresConflict.RunAsync(connection, batch);
            foreach (var group in batch.Groups)
                if (!winners.Contains(group.Session.SortKey)) group.Fence();
        }
        catch (Exception e) when (PostgresFaults.IsConflict(e))
        {
            // Again: a deadlock, or an entity whose stored versions have a gap. Nothing was written; everybody loads and decides again.
            foreach (var group in batch.Groups) group.Fence();
        }
    }

    private async Task LoseAsync()
    {
        _answeredAt = null;
        if (_link is not { } link) return;
        _lost = link.Backend;
        _link = null;
        await link.DisposeAsync();
    }

    /// <summary>The request to commit was sent and its answer did not come: first the old backend must be gone, then what is stored is the truth.</summary>
    /// <returns>True when nothing is stored.</returns>
    private async Task<bool> AskAsync(IReadOnlyList<CommitGroup> groups, Exception cause)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            try
            {
                var durable = await PostgresReadBack.RunAsync(await ConnectAsync(), groups);
                if (durable.Count == 0) return true;
                foreach (var group in groups)
                    if (!durable.Contains(group.Session.SortKey)) group.Failure = PostgresFaults.OfWrite(cause);
                return false;
            }
            catch (Exception e) when (PostgresFaults.IsFailure(e))
            {
                await DisposeAsync();
                if (time.GetElapsedTime(began) > tuning.AskTimeout)
                    throw new OutcomeUnknownException("the connection was lost in a commit, and the server could not be asked since: send the same update again", cause);
                await Task.Delay(tuning.AskPause, time);
            }
        }
    }

    private async Task EndFrozenAsync()
    {
        try
        {
            await PostgresBackends.EndFrozenAsync(_link!.Connection, tuning.FrozenAfter);
        }
        catch (Exception e) when (PostgresFaults.IsFailure(e))
        {
            await LoseAsync();
        }
    }
}

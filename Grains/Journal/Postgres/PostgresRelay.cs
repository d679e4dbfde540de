using Microsoft.Extensions.Logging;
using Npgsql;
using Sync.Journal.Writing;

namespace Sync.Journal.Postgres;

/// <summary>Carries word of commits between the processes of one journal: LISTEN and NOTIFY. Nothing depends on it, for readers poll as well.</summary>
internal sealed partial class PostgresRelay(PostgresSources sources, string schema, TimeProvider time, ILogger logger)
{
    private const string Channel = "orleanssync_commit";

    /// <summary>A process tells of its commits at most this often: each NOTIFY takes a lock of the whole server.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);
    private readonly string _me = $"{schema}/{Guid.NewGuid():N}";

    public Task RunAsync(CommitSignal signal, CancellationToken stop) => Task.WhenAll(
        KeepAsync(token => ListenAsync(signal, token), stop),
        KeepAsync(token => TellAsync(signal, token), stop));

    private async Task KeepAsync(Func<CancellationToken, Task> run, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await run(stop);
            }
            catch (Exception) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                LogFailed(e.Message);
                await Task.Delay(AfterFailure, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenAsync(CommitSignal signal, CancellationToken stop)
    {
        await using var connection = await sources.Writers.OpenConnectionAsync(stop);
        connection.Notification += (_, said) =>
        {
            if (said.Payload != _me && said.Payload.StartsWith(schema + "/", StringComparison.Ordinal)) signal.AnnounceFromElsewhere();
        };
        await using (var listen = new NpgsqlCommand($"listen {Channel}", connection)) await listen.ExecuteNonQueryAsync(stop);
        while (true) await connection.WaitAsync(stop);
    }

    private async Task TellAsync(CommitSignal signal, CancellationToken stop)
    {
        await using var connection = await sources.Writers.OpenConnectionAsync(stop);

        // A NOTIFY is a transaction; on the server's disk nobody needs it.
        await using (var relax = new NpgsqlCommand("set synchronous_commit = off", connection)) await relax.ExecuteNonQueryAsync(stop);
        await using var tell = new NpgsqlCommand("select pg_notify($1, $2)", connection) { Parameters = { new() { Value = Channel }, new() { Value = _me } } };
        for (var next = signal.NextOwn; ;)
        {
            await next.WaitAsync(stop);

            // Taken before it is told: what is committed meanwhile is told next.
            next = signal.NextOwn;
            await tell.ExecuteNonQueryAsync(stop);
            await Task.Delay(Pause, time, stop);
        }
    }

    [LoggerMessage(EventId = 2051, Level = LogLevel.Warning, Message = "Word of commits cannot be carried to and from other processes ({Reason}); trying again, and readers poll meanwhile")]
    private partial void LogFailed(string reason);
}

using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;
using Sync.Benchmarks.Load;
using Sync.Benchmarks.Scenarios;
using Sync.Benchmarks.Server;
using Sync.Benchmarks.Systems.Ours;

namespace Sync.Benchmarks.Systems.Copy;

/// <summary>The limit of the server: the bytes that ours wrote, copied once more into the same table with the same indexes, and nothing else.
/// Rows as ours has just written them, so it stays the limit when ours changes its table.</summary>
internal sealed class CopySystem : ISystem
{
    private const int RowsPerCopy = 4_000;
    private const int Connections = 2;

    public string Name => "copy";

    public string Summary => "bare binary COPY of the same bytes into the same indexed table, two connections";

    public async Task<Outcome> RunAsync(Scenario scenario, BenchServer server, TimeSpan length)
    {
        var workload = new Workload();
        await using var database = await WriteAsync(scenario, server, workload, length);
        await using var source = NpgsqlDataSource.Create(database.Connection);
        var copied = await CopiedRows.ReadAsync(source, RowsPerCopy);
        await database.ExecuteAsync("truncate orleanssync.journal");
        var measured = await MeasureAsync(source, copied, length);
        var stored = await database.CountAsync("select count(*) from orleanssync.journal");
        if (stored != measured.Rows) throw new WrongResultException($"copy stored {stored:N0} of {measured.Rows:N0} rows");
        return new Outcome(scenario.Name, Name, measured.Measured, $"{copied.BytesPerRow:N0} bytes a row");
    }

    /// <summary>Lets ours write enough rows.</summary>
    private static async Task<BenchDatabase> WriteAsync(Scenario scenario, BenchServer server, Workload workload, TimeSpan length)
    {
        var (subject, database) = await OursSubject.StartKeepingAsync(server, workload);
        await using (subject)
        {
            await Preparation.OpenAsync(subject, workload);
            await ClosedLoad.RunAsync(subject, workload, scenario.Shape, scenario.Keys(workload.Keys.Length), scenario.Callers, length * 2, seed: 1);
        }

        return database;
    }

    private static async Task<(Measurement Measured, long Rows)> MeasureAsync(NpgsqlDataSource source, CopiedRows copied, TimeSpan length)
    {
        var chunks = new ConcurrentQueue<CopyChunk>(copied.Chunks);
        var rows = 0L;
        var meter = new ProcessMeter();
        var parts = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            await using var connection = await source.OpenConnectionAsync();
            var latencies = new Latencies();
            while (meter.Elapsed < length && chunks.TryDequeue(out var chunk))
            {
                var sent = Stopwatch.GetTimestamp();
                await copied.WriteAsync(connection, chunk);
                latencies.Add(Stopwatch.GetElapsedTime(sent));
                Interlocked.Add(ref rows, chunk.Rows);
            }

            return latencies;
        })));
        return (meter.Read(rows, Latencies.Join(parts)), rows);
    }
}

using System.Diagnostics;
using System.Net.Http.Headers;
using Sync.Benchmarks.Load;
using Sync.Benchmarks.Server;
using Sync.Benchmarks.Systems.Ours;

namespace Sync.Benchmarks.Studies;

/// <summary>Reads over HTTP while updates flow in, and a whole plant as one stream.</summary>
internal static class LiveStudy
{
    private const int UpdatesPerSecond = 20_000;
    private const double TargetReadMs = 5;
    private const double TargetStreamSeconds = 1;
    private const int Readings = 9;
    private static readonly CallShape Call = new(500, 1);

    /// <param name="positions">How many there are.</param>
    /// <param name="history">How many movements each has had before.</param>
    /// <param name="length">How long it is measured.</param>
    public static async Task RunAsync(int positions, int history, TimeSpan length)
    {
        await using var server = await BenchServer.StartAsync();
        await using var database = await server.CreateDatabaseAsync("live", BenchServer.Deployed);
        var workload = new Workload(positions, plants: 1);
        await using var subject = await OursSubject.StartAsync(database, workload);
        using var http = GatewayClient.Create(subject.Host);
        await Preparation.OpenAsync(subject, workload);
        await Preparation.AgeAsync(subject, workload, history);
        var law = KeyLaw.Uniform(positions);
        await WarmUp.RunAsync(time => ReadAsync(time, seed: 2));
        var (reads, flowed) = await ReadAsync(length, seed: 1);
        Console.WriteLine($"live: single position p50 {reads.FromSent.Percentile(0.5):N2} ms, p99 {reads.FromSent.Percentile(0.99):N2} ms of {reads.FromSent.Count:N0} reads (at most {TargetReadMs:N0}; "
            + $"{reads.FromDue.Percentile(0.99):N2} ms with what the reader itself waited before it sent) "
            + $"of positions with {history:N0} movements each while {flowed.UpdatesPerSecond:N0} updates/s flowed ({UpdatesPerSecond:N0} offered); {await subject.NoteAsync()}");
        var first = await StreamAsync(http, workload);
        var seconds = new List<double>();
        for (var reading = 0; reading < Readings; reading++) seconds.Add(await StreamAsync(http, workload));
        seconds.Sort();
        Console.WriteLine($"live: a plant of {positions:N0} positions streamed in {seconds[Readings / 2]:N2} s (at most {TargetStreamSeconds:N0}), the median of {Readings} readings from {seconds[0]:N2} to {seconds[^1]:N2} s; "
            + $"{first:N2} s the first time, when its view is built from the journal");

        async Task<((Latencies FromSent, Latencies FromDue) Reads, Measurement Flowed)> ReadAsync(TimeSpan time, int seed)
        {
            var updates = PacedLoad.RunAsync(subject, workload, Call, law, UpdatesPerSecond / Call.Updates, LiveReads.Start + time, seed);
            return (await LiveReads.MeasureAsync(subject.Host, positions, time), await updates);
        }
    }

    /// <summary>Reads a plant as a client does that takes row by row, and keeps none.</summary>
    private static async Task<double> StreamAsync(HttpClient http, Workload workload)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/plants/{workload.Positions[0].Plant}/stock");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/x-ndjson"));
        var started = Stopwatch.GetTimestamp();
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync();
        var (rows, buffer) = (0, new byte[64 * 1024]);
        while (await body.ReadAsync(buffer) is > 0 and var read) rows += buffer.AsSpan(0, read).Count((byte)'\n');
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return rows == workload.Positions.Length ? seconds : throw new WrongResultException($"the plant has {rows:N0} rows for {workload.Positions.Length:N0} positions");
    }
}

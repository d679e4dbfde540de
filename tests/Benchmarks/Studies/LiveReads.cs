using System.Diagnostics;
using System.Globalization;
using Sync.Benchmarks.Load;
using Sync.Benchmarks.Systems.Ours;

namespace Sync.Benchmarks.Studies;

/// <summary>Reads of single positions over HTTP, by a process of their own, as readers are: in the process that is read, a reader would wait for its turn
/// once more when the answer is there. Each reader is a thread that waits on its connection, for the same reason.</summary>
internal static class LiveReads
{
    /// <summary>The command of the process that reads.</summary>
    public const string ChildCommand = "live-reads";

    /// <summary>How long it reads before it counts: a program that has just been started is slow.</summary>
    public static readonly TimeSpan Start = TimeSpan.FromSeconds(5);
    private const int PerSecond = 200;
    private const int Readers = 8;

    /// <summary>Has a process read for <see cref="Start"/> and so long.</summary>
    /// <returns>How long reads took from when they were sent, and from the instants at which they were due.</returns>
    public static async Task<(Latencies FromSent, Latencies FromDue)> MeasureAsync(OursHost host, int positions, TimeSpan length)
    {
        using var child = Child.Start(isRead: true, ChildCommand, host.Address, host.Settings.OperatorKeyFile, Child.Text(positions), Child.Text((int)length.TotalSeconds));
        var (fromSent, fromDue) = (new Latencies(), new Latencies());
        while (await child.StandardOutput.ReadLineAsync() is { } line)
        {
            var ticks = line.Split(' ');
            fromSent.Add(TimeSpan.FromTicks(long.Parse(ticks[0], CultureInfo.InvariantCulture)));
            fromDue.Add(TimeSpan.FromTicks(long.Parse(ticks[1], CultureInfo.InvariantCulture)));
        }

        await child.WaitForExitAsync();
        return child.ExitCode == 0 ? (Latencies.Join([fromSent]), Latencies.Join([fromDue])) : throw new WrongResultException($"the process that reads ended with {child.ExitCode}");
    }

    /// <summary>In a process of its own: reads, and writes what each read took, in ticks. Each read at its instant, unless its reader still waits for the one before.</summary>
    public static async Task RunAsync(string address, string keyFile, int positions, TimeSpan length)
    {
        using var http = GatewayClient.Create(address, keyFile);
        var readers = Enumerable.Range(0, Readers).Select(n => new Reader(http, positions, seed: 7 + n)).ToArray();
        await Task.WhenAll(readers.Select((reader, n) => Pace.CallAsync((int)(PerSecond * (Start + length).TotalSeconds), PerSecond, reader.Read, n, Readers)));
        foreach (var read in readers.SelectMany(static reader => reader.Reads).OrderBy(static read => read.Due).Skip((int)(PerSecond * Start.TotalSeconds)))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{read.FromSent.Ticks} {read.FromDue.Ticks}"));
    }

    /// <summary>One read.</summary>
    /// <param name="Due">When it was due.</param>
    /// <param name="FromSent">How long it took from when it was sent; where it was late because the one before had not been answered, from when it was due.</param>
    /// <param name="FromDue">How long it took with what the reader itself waited for a processor.</param>
    private readonly record struct Taken(long Due, TimeSpan FromSent, TimeSpan FromDue);

    /// <summary>One thread's reads.</summary>
    private sealed class Reader(HttpClient http, int positions, int seed)
    {
        private readonly Random _random = new(seed);
        private long _answered;

        public List<Taken> Reads { get; } = [];

        public void Read(long due)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"/v1/stock/{Workload.Key(_random.Next(positions), plants: 1)}", UriKind.Relative));
            var sent = _answered > due ? due : Stopwatch.GetTimestamp();
            using var response = http.Send(request);
            response.EnsureSuccessStatusCode();
            response.Content.ReadAsStream().CopyTo(Stream.Null);
            _answered = Stopwatch.GetTimestamp();
            Reads.Add(new Taken(due, Stopwatch.GetElapsedTime(sent, _answered), Stopwatch.GetElapsedTime(due, _answered)));
        }
    }
}

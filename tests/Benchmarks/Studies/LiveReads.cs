using System.Diagnostics;
using System.Globalization;
using Sync.Benchmarks.Load;
using Sync.Benchmarks.Systems.Ours;

namespace Sync.Benchmarks.Studies;

/// <summary>Reads of single positions over HTTP, by a process of their own, as readers are: in the process that is read, a reader would wait for its turn
/// once more when the answer is there.</summary>
internal static class LiveReads
{
    /// <summary>The command of the process that reads.</summary>
    public const string ChildCommand = "live-reads";

    /// <summary>How long it reads before it counts: a program that has just been started is slow.</summary>
    public static readonly TimeSpan Start = TimeSpan.FromSeconds(5);
    private const int PerSecond = 200;

    /// <summary>Has a process read for <see cref="Start"/> and so long.</summary>
    public static async Task<Latencies> MeasureAsync(OursHost host, int positions, TimeSpan length)
    {
        using var child = Child.Start(isRead: true, ChildCommand, host.Address, host.Settings.OperatorKeyFile, Child.Text(positions), Child.Text((int)length.TotalSeconds));
        var latencies = new Latencies();
        while (await child.StandardOutput.ReadLineAsync() is { } line) latencies.Add(TimeSpan.FromTicks(long.Parse(line, CultureInfo.InvariantCulture)));
        await child.WaitForExitAsync();
        return child.ExitCode == 0 ? Latencies.Join([latencies]) : throw new WrongResultException($"the process that reads ended with {child.ExitCode}");
    }

    /// <summary>In a process of its own: reads, and writes what each read took, in ticks. Each read at its instant, whether or not those before have been answered.</summary>
    public static async Task RunAsync(string address, string keyFile, int positions, TimeSpan length)
    {
        using var http = GatewayClient.Create(address, keyFile);
        var random = new Random(7);
        var calls = new List<Task<TimeSpan>>();
        await Pace.CallAsync(
            (int)(PerSecond * (Start + length).TotalSeconds), PerSecond,
            due => calls.Add(GetAsync(http, $"/v1/stock/{Workload.Key(random.Next(positions), plants: 1)}", due)));
        foreach (var elapsed in (await Task.WhenAll(calls)).Skip((int)(PerSecond * Start.TotalSeconds))) Console.WriteLine(elapsed.Ticks);
    }

    private static async Task<TimeSpan> GetAsync(HttpClient http, string path, long due)
    {
        using var response = await http.GetAsync(new Uri(path, UriKind.Relative));
        response.EnsureSuccessStatusCode();
        await response.Content.ReadAsByteArrayAsync();
        return Stopwatch.GetElapsedTime(due);
    }
}

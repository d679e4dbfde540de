using System.Diagnostics;

namespace Sync.Drill.Load;

/// <summary>The drill's own book of one key, and the load on it: one update at a time, sent again until it has a verdict.</summary>
internal sealed class KeyBook(string position, int number, DrillOptions options)
{
    private readonly Random _random = new(options.Seed + number);
    private long _answered;
    private int _count;

    public string Position => position;

    /// <summary>What was acknowledged, in the order in which it was sent.</summary>
    public List<(string Id, int Quantity, long Version)> Acknowledged { get; } = [];

    /// <summary>How many there are, while the load runs.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>The newest update, when it has no verdict yet: it may have been taken.</summary>
    public (string Id, int Quantity)? Open { get; private set; }

    /// <summary>Updates that were refused.</summary>
    public int Refused { get; private set; }

    /// <summary>Attempts that had no verdict, each followed by another.</summary>
    public int RetryLater { get; private set; }

    public int Unknown { get; private set; }

    public int NoAnswer { get; private set; }

    /// <summary>When the newest attempt that was answered had begun.</summary>
    public long Answered => Volatile.Read(ref _answered);

    public async Task RunAsync(Api api, CancellationToken stop)
    {
        using var pace = new PeriodicTimer(options.Pause);
        try
        {
            while (await pace.WaitForNextTickAsync(stop))
            {
                Open ??= ($"D{number}-{Acknowledged.Count}", _random.Next(1, 100));
                var (id, quantity) = Open.Value;
                var began = Stopwatch.GetTimestamp();
                var answer = await api.SendAsync(position, id, quantity, stop);
                if (IsSentAgain(answer.Verdict))
                {
                    Tell(answer.Verdict, answer.Told, Stopwatch.GetElapsedTime(began));
                    continue;
                }

                Volatile.Write(ref _answered, began);
                if (answer.Verdict is "Applied" or "Duplicate") Acknowledged.Add((id, quantity, answer.Version));
                else Refused++;
                Volatile.Write(ref _count, Acknowledged.Count);
                Open = null;
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The drill is over.
        }
    }

    // A few of each key are enough to see why.
    private void Tell(string verdict, string? told, TimeSpan after)
    {
        if (verdict != "RetryLater" && Unknown + NoAnswer <= 3) Console.WriteLine($"  {DateTime.UtcNow:HH:mm:ss.fff} {position}: {verdict} after {after.TotalSeconds:N1} s: {told}");
    }

    private bool IsSentAgain(string verdict)
    {
        if (verdict == "RetryLater") RetryLater++;
        else if (verdict == "Unknown") Unknown++;
        else if (verdict == Api.NoAnswer) NoAnswer++;
        else return false;
        return true;
    }
}

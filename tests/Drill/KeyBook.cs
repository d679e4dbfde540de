using System.Diagnostics;

namespace Sync.Drill;

/// <summary>The drill's own book of one key, and the load on it: one update at a time, sent again until it has a verdict.</summary>
internal sealed class KeyBook(string position, int number, int seed)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly Random _random = new(seed);
    private long _answered;

    public string Position => position;

    /// <summary>What was acknowledged, in the order in which it was sent.</summary>
    public List<(string Id, int Quantity, long Version)> Acknowledged { get; } = [];

    /// <summary>The newest update, when it has no verdict yet: it may have been taken.</summary>
    public (string Id, int Quantity)? Open { get; private set; }

    /// <summary>Updates that were refused.</summary>
    public int Refused { get; private set; }

    /// <summary>When the newest attempt that was answered had begun.</summary>
    public long Answered => Volatile.Read(ref _answered);

    public async Task RunAsync(Api api, CancellationToken stop)
    {
        using var pace = new PeriodicTimer(Pause);
        try
        {
            while (await pace.WaitForNextTickAsync(stop))
            {
                Open ??= ($"D{number}-{Acknowledged.Count}", _random.Next(1, 100));
                var (id, quantity) = Open.Value;
                var began = Stopwatch.GetTimestamp();
                if (await api.SendAsync(position, id, quantity, stop) is not { } answer || answer.Verdict is "RetryLater" or "Unknown") continue;
                Volatile.Write(ref _answered, began);
                if (answer.Verdict is "Applied" or "Duplicate") Acknowledged.Add((id, quantity, answer.Version));
                else Refused++;
                Open = null;
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The drill is over.
        }
    }
}

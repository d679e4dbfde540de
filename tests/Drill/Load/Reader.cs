using System.Diagnostics;

namespace Sync.Drill.Load;

/// <summary>Reads one position after the other, and keeps how long each read took.</summary>
internal sealed class Reader(Api api, IReadOnlyList<KeyBook> books, int number)
{
    public const int Count = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(40);

    public List<double> Milliseconds { get; } = [];

    public int Failed { get; private set; }

    public async Task RunAsync(CancellationToken stop)
    {
        using var pace = new PeriodicTimer(Pause);
        try
        {
            for (var i = number; await pace.WaitForNextTickAsync(stop); i += Count)
            {
                var book = books[i % books.Count];
                if (book.Count == 0) continue;
                var began = Stopwatch.GetTimestamp();
                if (!await api.CanReadAsync(book.Position, stop)) Failed++;
                Milliseconds.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The drill is over.
        }
    }
}

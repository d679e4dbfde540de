using System.Diagnostics;
using Sync.Drill.Load;
using Sync.Drill.Measures;

namespace Sync.Drill.Acts;

/// <summary>Measures how long it takes until every key has answered an attempt that began after something was done.</summary>
internal sealed class Recovery(IReadOnlyList<KeyBook> books, Pace pace)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    /// <summary>Does something, waits for every key, and then does what is left to mend it.</summary>
    /// <returns>Seconds from the end of the first act until every key had answered.</returns>
    public async Task<double> MeasureAsync(Func<Task> act, Func<Task> mend)
    {
        double seconds = 0;
        await pace.InPhaseAsync(Phase.During, async () =>
        {
            await act();
            seconds = await WaitAsync(books);
            Console.WriteLine($"  every key has answered again after {seconds:N1} s");
            await mend();
        });
        return seconds;
    }

    public static async Task<double> WaitAsync(IReadOnlyList<KeyBook> books)
    {
        var began = Stopwatch.GetTimestamp();
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (books.Any(b => b.Answered < began))
        {
            if (Stopwatch.GetElapsedTime(began) > Limit) throw new TimeoutException($"{books.First(b => b.Answered < began).Position} did not answer within {Limit.TotalSeconds} s");
            await look.WaitForNextTickAsync();
        }

        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }
}

namespace Sync.Benchmarks.Load;

/// <summary>What happens before anything is measured: every position gets its opening stock.</summary>
internal static class Preparation
{
    private const int Callers = 4;
    private const int Each = 35;
    private const int Together = 14;

    public static Task OpenAsync(ISubject subject, Workload workload) => OpenAsync(subject, workload, 0, workload.Keys.Length);

    /// <summary>A stretch of them.</summary>
    public static Task OpenAsync(ISubject subject, Workload workload, int from, int to) => Parallel.ForEachAsync(
        Enumerable.Range(from, to - from).Chunk(250),
        new ParallelOptions { MaxDegreeOfParallelism = Callers },
        async (positions, _) => await ClosedLoad.SubmitAsync(subject, [.. positions.Select(workload.Open)]));

    /// <summary>Gives every position a past: so many movements each at least, as one of a plant has that has been at work for a while.</summary>
    public static async Task AgeAsync(ISubject subject, Workload workload, int movements)
    {
        var random = new Random(3);
        for (var done = 0; done < movements; done += Each)
        {
            await Parallel.ForEachAsync(
                Enumerable.Range(0, workload.Keys.Length).Chunk(Together),
                new ParallelOptions { MaxDegreeOfParallelism = Callers },
                async (positions, _) => await ClosedLoad.SubmitAsync(subject, [.. positions.SelectMany(Past)]));
        }

        IEnumerable<Update> Past(int position)
        {
            lock (random) return [.. Enumerable.Range(0, Each).Select(_ => workload.Next(position, random))];
        }
    }
}

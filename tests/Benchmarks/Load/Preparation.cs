namespace Sync.Benchmarks.Load;

/// <summary>What happens before anything is measured: every position gets its opening stock.</summary>
internal static class Preparation
{
    private const int Callers = 4;

    public static Task OpenAsync(ISubject subject, Workload workload) => OpenAsync(subject, workload, 0, workload.Keys.Length);

    /// <summary>A stretch of them.</summary>
    public static Task OpenAsync(ISubject subject, Workload workload, int from, int to) => Parallel.ForEachAsync(
        Enumerable.Range(from, to - from).Chunk(250),
        new ParallelOptions { MaxDegreeOfParallelism = Callers },
        async (positions, _) => await ClosedLoad.SubmitAsync(subject, [.. positions.Select(workload.Open)]));
}

namespace Sync.Benchmarks.Load;

/// <summary>What happens before anything is measured: every position gets its opening stock.</summary>
internal static class Preparation
{
    private const int Callers = 4;

    public static Task OpenAsync(ISubject subject, Workload workload) => Parallel.ForEachAsync(
        Enumerable.Range(0, workload.Keys.Length).Chunk(250),
        new ParallelOptions { MaxDegreeOfParallelism = Callers },
        async (positions, _) => await ClosedLoad.SubmitAsync(subject, [.. positions.Select(workload.Open)]));
}

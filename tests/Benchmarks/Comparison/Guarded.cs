using Sync.Benchmarks.Systems;

namespace Sync.Benchmarks.Comparison;

/// <summary>Runs one system so that its failure is a line in the table and not the end of the comparison.</summary>
internal static class Guarded
{
    private const int LongestReason = 300;

    /// <returns>The numbers, or why there are none.</returns>
    /// <exception cref="OperationCanceledException">The comparison itself was ended.</exception>
    public static async Task<(Outcome? Outcome, Failure? Failure)> RunAsync(
        string scenario, string system, Func<Task<Outcome>> run, TimeSpan patience, CancellationToken cancellationToken)
    {
        var running = Task.Run(run, cancellationToken);
        try
        {
            await ((Task)running).WaitAsync(patience, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
            return running.IsCompleted ? (await running, null) : (null, new Failure(scenario, system, $"did not end in {patience.TotalSeconds:N0} s"));
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, new Failure(scenario, system, Reason(e)));
        }
    }

    private static string Reason(Exception e)
    {
        var cause = e;
        while (cause.InnerException is { } inner) cause = inner;
        var text = $"{cause.GetType().Name}: {cause.Message.ReplaceLineEndings(" ")}";
        return text.Length <= LongestReason ? text : text[..LongestReason] + "…";
    }
}

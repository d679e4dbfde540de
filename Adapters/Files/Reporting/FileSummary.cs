namespace Sync.Adapters;

/// <summary>One sentence about a finished file. Pure.</summary>
internal static class FileSummary
{
    public static string Of(FileProblem? problem, FileTally tally)
    {
        if (problem is not null) return $"Nothing was taken: {problem.Message}.";
        return (tally.Rows == 0 ? "The file has no rows." : $"{tally.Rows} rows: {Said(tally.Verdicts)}.")
            + (tally.LeftOutVerdicts.Count == 0 ? "" : $" What it left out was emptied: {Said(tally.LeftOutVerdicts)}.");
    }

    private static string Said(SortedDictionary<string, long> verdicts) => string.Join(", ", verdicts.Select(v => $"{v.Value} {Words(v.Key)}"));

    private static string Words(string verdict) => verdict == nameof(Receipt.Duplicate) ? "known already (Duplicate)" : verdict;
}

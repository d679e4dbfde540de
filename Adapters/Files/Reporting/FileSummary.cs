namespace Sync.Adapters;

/// <summary>One sentence about a finished file. Pure.</summary>
internal static class FileSummary
{
    public static string Of(FileProblem? problem, FileTally tally)
    {
        if (problem is not null) return $"Nothing was taken: {problem.Message}.";
        if (tally.Rows == 0) return "The file has no rows.";
        return $"{tally.Rows} rows: {string.Join(", ", tally.Verdicts.Select(v => $"{v.Value} {Words(v.Key)}"))}.";
    }

    private static string Words(string verdict) => verdict == nameof(Receipt.Duplicate) ? "known already (Duplicate)" : verdict;
}

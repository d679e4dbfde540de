namespace Sync.Adapters;

/// <summary>What became of the rows of a file. Counts all, remembers a bounded number, and writes what was rejected aside. Not thread-safe.</summary>
internal sealed class FileTally(string rejectedPath, string? header, int limit) : IDisposable
{
    public const string Rejected = nameof(Receipt.Rejected);
    private StreamWriter? _rejected;

    public long Rows { get; private set; }

    public SortedDictionary<string, long> Verdicts { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, long> Flags { get; } = new(StringComparer.Ordinal);

    public List<FileProblem> Problems { get; } = [];

    public List<FileProblem> Held { get; } = [];

    /// <summary>How many known positions got each verdict when what a complete snapshot left out was emptied.</summary>
    public SortedDictionary<string, long> LeftOutVerdicts { get; } = new(StringComparer.Ordinal);

    /// <summary>Positions that hold updates and were left as they are then.</summary>
    public List<string> Waiting { get; } = [];

    public bool HasRejected => _rejected is not null;

    public void Bad(FileProblem problem, string raw)
    {
        Count(Rejected);
        if (Problems.Count < limit) Problems.Add(problem);
        _rejected ??= Begin();
        _rejected.WriteLine(raw);
    }

    public void Taken(long line, Receipt receipt, string raw)
    {
        if (receipt is Receipt.Rejected rejected)
        {
            Bad(FileProblem.Of(rejected.Reason, line, field: null, raw), raw);
            return;
        }

        Count(receipt.Verdict);
        if (receipt is Receipt.Held held && Held.Count < limit) Held.Add(FileProblem.Of(held.Reason, line, field: null, held.Id.MessageId));
        if (receipt is not Receipt.Applied { Flags.IsDefaultOrEmpty: false } applied) return;
        foreach (var flag in applied.Flags) Flags[flag] = Flags.GetValueOrDefault(flag) + 1;
    }

    public void LeftOut(SnapshotPage page)
    {
        foreach (var receipt in page.Receipts) LeftOutVerdicts[receipt.Verdict] = LeftOutVerdicts.GetValueOrDefault(receipt.Verdict) + 1;
        foreach (var position in page.Waiting)
            if (Waiting.Count < limit) Waiting.Add(position.ToString());
    }

    /// <summary>Ends the file of rejected rows.</summary>
    public void Dispose()
    {
        _rejected?.Dispose();
    }

    private void Count(string verdict)
    {
        Rows++;
        Verdicts[verdict] = Verdicts.GetValueOrDefault(verdict) + 1;
    }

    private StreamWriter Begin()
    {
        var writer = new StreamWriter(rejectedPath, append: false) { NewLine = "\n" };
        if (header is not null) writer.WriteLine(header);
        return writer;
    }
}

namespace Sync.Factory.Reporting;

/// <summary>Counts what is wrong and keeps the first sentences of each sort. Thread-safe.</summary>
internal sealed class Findings
{
    private const int Kept = 20;
    private readonly Lock _gate = new();
    private readonly List<(Fault Fault, string Problem)> _problems = [];
    private readonly int[] _counts = new int[Enum.GetValues<Fault>().Length];

    public int this[Fault fault] => _counts[(int)fault];

    public int Total => _counts.Sum();

    /// <summary>The first sentences, every sort of fault represented.</summary>
    public IReadOnlyList<string> Problems
    {
        get
        {
            lock (_gate)
            {
                return [.. _problems.GroupBy(p => p.Fault).SelectMany(g => g.Select((p, n) => (n, p.Problem))).OrderBy(p => p.n).Take(Kept).Select(p => p.Problem)];
            }
        }
    }

    public void Add(Fault fault, string problem)
    {
        lock (_gate)
        {
            if (_counts[(int)fault]++ < Kept) _problems.Add((fault, $"{fault}: {problem}"));
        }
    }
}

/// <summary>The sorts of fault.</summary>
internal enum Fault
{
    /// <summary>Something acknowledged, recorded or delivered is missing where it must be.</summary>
    Lost,

    /// <summary>Something is there more often than it was said.</summary>
    Doubled,

    /// <summary>A key's changes were delivered in the wrong order.</summary>
    OutOfOrder,

    /// <summary>Two of the three accounts differ in a quantity or a fact.</summary>
    Mismatch,

    /// <summary>An update has no verdict.</summary>
    Unanswered,
}

namespace Sync.Drill.Acts;

/// <summary>What was done, and how long each took.</summary>
internal sealed class ActLog
{
    private readonly List<(string Act, double Seconds)> _acts = [];

    public int UnexpectedEnds { get; set; }

    public int StuckSilos { get; set; }

    public int Disturbed { get; set; }

    public int Total => _acts.Count;

    public void Add(string act, double seconds) => _acts.Add((act, seconds));

    public int Count(string act) => _acts.Count(a => a.Act == act);

    public double Longest(string act) => Math.Round(_acts.Where(a => a.Act == act).Select(a => a.Seconds).DefaultIfEmpty().Max(), 1);

    public IReadOnlyList<ActReport> Report() => [.. _acts.GroupBy(a => a.Act).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new ActReport(g.Key, g.Count(), Longest(g.Key)))];
}

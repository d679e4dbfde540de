using Sync.Factory.Books;

namespace Sync.Factory.Reporting;

/// <summary>What the books say about one update: what it was meant to be and what it was answered.</summary>
internal sealed class Story(UpdateRef update, string position, DateTimeOffset occurredAt, Meaning meant)
{
    private static readonly string[] Weight = [Verdicts.Applied, Verdicts.Superseded, Verdicts.Held, Verdicts.Rejected, Verdicts.Duplicate];
    private readonly List<(string Verdict, long? Version)> _answers = new(1);

    public UpdateRef Ref { get; } = update;

    public string Position { get; } = position;

    public DateTimeOffset OccurredAt { get; } = occurredAt;

    public Meaning Meant { get; } = meant;

    /// <summary>Every conclusive answer, in order.</summary>
    public IReadOnlyList<(string Verdict, long? Version)> Answers => _answers;

    /// <summary>True when the position's history has a record that applies it; found out by <see cref="RecordCheck"/>.</summary>
    public bool IsEffective { get; set; }

    /// <summary>The strongest answer: an update that was ever applied is applied, whatever its duplicates were told. <c>Duplicate</c> alone means that
    /// the first answer was lost on the way. Null: no verdict yet.</summary>
    public string? Verdict => Array.Find(Weight, w => _answers.Exists(a => a.Verdict == w));

    public void Answer(string verdict, long? version) => _answers.Add((verdict, version));
}

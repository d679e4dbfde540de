using Sync.Factory.Books;
using Sync.Factory.Plan;

namespace Sync.Factory.Reporting;

/// <summary>What was acknowledged is in the position's history, once, under the version that was named; nothing else of ours is. Pure.</summary>
internal static class RecordCheck
{
    public static void Run(PositionEvidence evidence, IReadOnlyCollection<Story> stories, Findings findings)
    {
        var byCause = evidence.History.ToLookup(c => c.Cause);
        var byVersion = evidence.History.ToLookup(c => c.Version);
        foreach (var story in stories)
        {
            var records = byCause[story.Ref].ToArray();
            var effects = records.Count(r => !r.IsHeld);
            story.IsEffective = effects > 0;
            if (effects > 1) findings.Add(Fault.Doubled, $"{story.Ref} is applied {effects} times at {evidence.Position}");
            foreach (var (verdict, version) in story.Answers.Distinct()) CheckAnswer(story, verdict, version, byVersion, findings);
            if (story.Verdict == Verdicts.Rejected && records.Length > 0)
                findings.Add(Fault.Mismatch, $"{story.Ref} was rejected and is recorded at {evidence.Position} as version {records[0].Version}");
        }

        CheckStrangers(evidence, stories, findings);
        CheckHeld(evidence, findings);
    }

    private static void CheckAnswer(Story story, string verdict, long? version, ILookup<long, Change> byVersion, Findings findings)
    {
        if (verdict == Verdicts.Rejected) return;
        var record = version is { } v ? byVersion[v].FirstOrDefault() : null;
        if (record is null)
            findings.Add(Fault.Lost, $"{story.Ref} was answered {verdict} as version {version} of {story.Position}, which is not in the history");
        else if (record.Cause != story.Ref)
            findings.Add(Fault.Lost, $"{story.Ref} was answered {verdict} as version {version} of {story.Position}, which records {record.Cause}");
        else if (verdict == Verdicts.Held != record.IsHeld && verdict != Verdicts.Duplicate)
            findings.Add(Fault.Mismatch, $"{story.Ref} was answered {verdict} and version {version} of {story.Position} is {record.Kind}");
    }

    // Flows and operators write under names of their own; under ours, only what the books hold may be there.
    private static void CheckStrangers(PositionEvidence evidence, IReadOnlyCollection<Story> stories, Findings findings)
    {
        var known = stories.Select(s => s.Ref).ToHashSet();
        foreach (var change in evidence.History)
        {
            if (change.Cause.Source.StartsWith(Sources.Prefix, StringComparison.Ordinal) && !known.Contains(change.Cause))
                findings.Add(Fault.Doubled, $"version {change.Version} of {evidence.Position} records {change.Cause}, which the factory never sent there");
        }
    }

    private static void CheckHeld(PositionEvidence evidence, Findings findings)
    {
        var waiting = new HashSet<UpdateRef>();
        foreach (var change in evidence.History)
        {
            if (change.IsHeld) waiting.Add(change.Cause);
            else waiting.Remove(change.GivenUp ?? change.Cause);
        }

        if (evidence.Live is { } live && live.Held != waiting.Count)
            findings.Add(Fault.Mismatch, $"{evidence.Position} says that it holds {live.Held} updates; by its history it holds {waiting.Count}");
    }
}

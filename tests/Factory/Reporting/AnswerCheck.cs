using Sync.Factory.Books;

namespace Sync.Factory.Reporting;

/// <summary>Every update has a verdict, and its verdicts agree with each other. Pure.</summary>
internal static class AnswerCheck
{
    public static void Run(BooksIndex books, Findings findings)
    {
        foreach (var story in books.Stories.Values)
        {
            if (story.Verdict is null) findings.Add(Fault.Unanswered, $"{story.Ref} was sent and has no verdict");
            var applied = story.Answers.Where(a => a.Verdict is Verdicts.Applied or Verdicts.Superseded).Select(a => a.Version).Distinct().ToArray();
            if (applied.Length > 1) findings.Add(Fault.Doubled, $"{story.Ref} was applied as versions {string.Join(" and ", applied)}");
        }

        foreach (var stray in books.Strays) findings.Add(Fault.Mismatch, stray);
        foreach (var call in books.RefusedCalls) findings.Add(Fault.Mismatch, call);
    }
}

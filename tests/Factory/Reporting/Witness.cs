using System.Collections.Concurrent;
using Sync.Factory.Books;

namespace Sync.Factory.Reporting;

/// <summary>Compares the books of all runs with what the system says and with what the webhook target received.</summary>
internal sealed class Witness(BooksFolder folder, IReadOnlyCollection<string> plants, TimeProvider clock)
{
    private const int AtOnce = 6;

    /// <param name="system">The system, or null when it cannot be asked: then the report says so and is not clean.</param>
    /// <param name="cancellation">Breaks it off.</param>
    public async Task<Report> Testify(ISystemReader? system, CancellationToken cancellation)
    {
        var books = BooksIndex.Read(folder);
        var findings = new Findings();
        AnswerCheck.Run(books, findings);
        try
        {
            if (system is null) throw new HttpRequestException("it is gone");
            await Ask(books, system, findings, cancellation);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or System.Text.Json.JsonException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            findings.Add(Fault.Mismatch, $"the system could not be asked, so that nothing was compared: {e.Message}");
        }

        return Sum(books, findings);
    }

    private async Task Ask(BooksIndex books, ISystemReader system, Findings findings, CancellationToken cancellation)
    {
        var stories = books.Stories.Values.ToLookup(s => s.Position);
        var sums = new ConcurrentBag<PositionSums>();
        await Parallel.ForEachAsync(books.Positions, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (position, token) =>
        {
            var evidence = await system.Read(position, token);
            var deliveries = books.Deliveries.GetValueOrDefault(position) ?? [];
            RecordCheck.Run(evidence, [.. stories[position]], findings);
            ChainCheck.Run(evidence, findings);
            DeliveryCheck.Run(evidence, deliveries, findings);
            sums.Add(PositionSums.Of(evidence, deliveries));
        });
        // Only now is it known which held updates were applied; a transfer is meant for two positions.
        var expectations = Expectation.Of(books.Stories.Values);
        foreach (var position in sums) QuantityCheck.Run(position, expectations.GetValueOrDefault(position.Position), findings);
        await ViewCheck.Run(system, plants, sums, findings, clock, cancellation);
    }

    private static Report Sum(BooksIndex books, Findings findings)
    {
        var verdicts = books.Stories.Values.CountBy(s => s.Verdict ?? "").ToDictionary();
        var seconds = Math.Round(books.Sending.TotalSeconds, 1);
        return new Report
        {
            Runs = books.Runs,
            Seconds = seconds,
            Sent = books.Stories.Count,
            Applied = verdicts.GetValueOrDefault(Verdicts.Applied),
            Duplicates = books.Answers.GetValueOrDefault(Verdicts.Duplicate),
            Superseded = verdicts.GetValueOrDefault(Verdicts.Superseded),
            Held = verdicts.GetValueOrDefault(Verdicts.Held),
            Rejected = verdicts.GetValueOrDefault(Verdicts.Rejected),
            Recovered = verdicts.GetValueOrDefault(Verdicts.Duplicate),
            Unanswered = findings[Fault.Unanswered],
            StillHeld = books.Stories.Values.Count(s => s is { Verdict: Verdicts.Held, IsEffective: false }),
            Retried = books.Retried,
            Delivered = books.Delivered,
            Redelivered = books.Redelivered,
            Lost = findings[Fault.Lost],
            Doubled = findings[Fault.Doubled],
            OutOfOrder = findings[Fault.OutOfOrder],
            Mismatches = findings[Fault.Mismatch],
            Positions = books.Positions.Count,
            RatePerSecond = seconds > 0 ? Math.Round(books.Stories.Count / seconds, 1) : 0,
            Problems = [.. findings.Problems],
        };
    }
}

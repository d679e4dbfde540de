using System.Collections.Immutable;
using System.Text.Json;
using Sync.Factory.Books;
using Sync.Factory.Running;

namespace Sync.Factory.Sending;

/// <summary>Carries one call until every update in it has its verdict: books what it is about to send, sends, books what came back, and begins again
/// with what is left. Thread-safe.</summary>
internal sealed class Courier(int run, UpdatesClient client, BookSet books, Settled settled, Tally tally, Reachability reach, TimeProvider clock)
{
    private readonly HashSet<UpdateRef> _booked = [];
    private readonly Lock _gate = new();
    private long _calls;

    /// <exception cref="OperationCanceledException">The run was broken off; what is left stays in the book without a verdict.</exception>
    /// <exception cref="ForbiddenException">The key is not accepted.</exception>
    public async Task Deliver(Call call, CancellationToken cancellation)
    {
        var open = call.Messages;
        var shape = call.Shape;
        for (var attempt = 0; open.Length > 0; attempt++)
        {
            var part = shape == CallShape.Single ? open[..1] : open;
            var number = Interlocked.Increment(ref _calls);
            await BookSending(number, part, isRetry: attempt > 0);
            var answer = await client.Post(shape, part, cancellation);
            if (answer.IsForbidden) throw new ForbiddenException(answer.Error ?? "the key is not accepted");
            if (answer.Status > 0) reach.OnAnswer();
            else reach.OnSilence();
            var left = await BookAnswer(number, part, answer);
            open = [.. left, .. open[part.Length..]];
            // A call that is refused as a whole may owe that to one update: each is then asked for by itself.
            if (answer.IsRefused && shape != CallShape.Single) shape = CallShape.Single;
            else if (left.Length > 0) await Task.Delay(Backoff.Pause(attempt, answer.RetryAfter), clock, cancellation);
        }
    }

    private Task BookSending(long number, ImmutableArray<Message> messages, bool isRetry)
    {
        var now = clock.GetUtcNow();
        var lines = new List<SentLine>(messages.Length + 2);
        var retries = ImmutableArray.CreateBuilder<UpdateRef>();
        var duplicates = ImmutableArray.CreateBuilder<UpdateRef>();
        // Two calls may carry the same update at once. Whichever books first writes the event, and no line that only names it can stand above:
        // the gate covers the place in the book's queue, the flush is awaited outside.
        lock (_gate)
        {
            foreach (var message in messages)
            {
                if (isRetry || message.IsLeft) retries.Add(message.Ref);
                else if (message.First is { } first && _booked.Add(message.Ref)) lines.Add(Line(number, now, message, first));
                else duplicates.Add(message.Ref);
            }

            tally.OnSending(lines.Count, retries.Count);
            if (retries.Count > 0) lines.Add(new SentLine.Again(run, number, now, SentLine.Retry, retries.DrainToImmutable()));
            if (duplicates.Count > 0) lines.Add(new SentLine.Again(run, number, now, SentLine.Duplicate, duplicates.DrainToImmutable()));
            return books.Sent.Append(lines);
        }
    }

    private SentLine.Update Line(long number, DateTimeOffset now, Message message, FirstSight first) => new(
        run, number, now, message.Ref.Source, message.Ref.Id, first.Position, first.OccurredAt, first.Meant, JsonElement.Parse(message.Event.Span));

    private async Task<ImmutableArray<Message>> BookAnswer(long number, ImmutableArray<Message> messages, CallAnswer answer)
    {
        var now = clock.GetUtcNow();
        var lines = new List<ReceiptLine>(messages.Length + 1);
        var left = ImmutableArray.CreateBuilder<Message>();
        var verdicts = new List<(UpdateRef Ref, string Verdict)>(messages.Length);
        for (var n = 0; n < messages.Length; n++)
        {
            var update = messages[n].Ref;
            if (n < answer.Receipts.Length && Fits(answer.Receipts[n], update))
            {
                var receipt = answer.Receipts[n];
                lines.Add(new ReceiptLine.Receipt(run, number, now, update.Source, update.Id, receipt.Verdict!, receipt.Version, receipt.Code, receipt.Message));
                verdicts.Add((update, receipt.Verdict!));
                if (Verdicts.IsConclusive(receipt.Verdict!)) continue;
            }

            left.Add(messages[n]);
        }

        if (lines.Count < messages.Length)
            lines.Add(new ReceiptLine.Failure(run, number, now, answer.Status, answer.Error ?? "a receipt names another update", messages.Length - lines.Count));
        await books.Receipts.Append(lines);
        foreach (var (update, verdict) in verdicts)
        {
            tally.OnVerdict(verdict);
            settled.Settle(update, verdict);
        }

        return left.DrainToImmutable();
    }

    // Receipts come in order. One that names an update must name the right one; a line that could not be read has no name.
    private static bool Fits(ReceiptDto receipt, UpdateRef update) =>
        (receipt.Id is null || receipt.Id == update.Id) && (receipt.Source is null || receipt.Source == update.Source);

}

/// <summary>The system does not let the factory in: there is nothing to retry.</summary>
internal sealed class ForbiddenException(string message) : Exception(message);

using Sync.Factory.Books;

namespace Sync.Factory.Reporting;

/// <summary>The books of all runs, read once and put in order.</summary>
internal sealed class BooksIndex
{
    private readonly Dictionary<UpdateRef, Story> _stories = [];
    private readonly Dictionary<string, List<Delivered>> _deliveries = [];
    private readonly Dictionary<int, (DateTimeOffset From, DateTimeOffset To)> _times = [];

    private BooksIndex()
    {
    }

    public IReadOnlyDictionary<UpdateRef, Story> Stories => _stories;

    /// <summary>What was delivered for the first time, by position, in the order of the book.</summary>
    public IReadOnlyDictionary<string, List<Delivered>> Deliveries => _deliveries;

    public int Runs => _times.Count;

    /// <summary>The time in which updates were sent, over all runs.</summary>
    public TimeSpan Sending => _times.Values.Aggregate(TimeSpan.Zero, (sum, t) => sum + (t.To - t.From));

    /// <summary>How often each verdict was answered.</summary>
    public Dictionary<string, int> Answers { get; } = [];

    public int Retried { get; private set; }

    public int Delivered { get; private set; }

    public int Redelivered { get; private set; }

    /// <summary>Webhook calls that could not be believed, with the reason.</summary>
    public List<string> RefusedCalls { get; } = [];

    /// <summary>Receipts for updates that were never sent: the books contradict themselves.</summary>
    public List<string> Strays { get; } = [];

    public int TornLines { get; private set; }

    /// <summary>Every position that an update was meant for, or that was delivered.</summary>
    public IReadOnlyList<string> Positions =>
        [.. _stories.Values.SelectMany(s => s.Meant.AllMoves.Select(m => m.Position).Append(s.Position)).Concat(_deliveries.Keys).Distinct().Order(StringComparer.Ordinal)];

    public static BooksIndex Read(BooksFolder folder)
    {
        var reader = new BookReader();
        var index = new BooksIndex();
        foreach (var line in reader.Read(folder.Runs, BooksJson.Default.RunLine)) index.Add(line);
        foreach (var line in reader.Read(folder.Sent, BooksJson.Default.SentLine)) index.Add(line);
        foreach (var line in reader.Read(folder.Receipts, BooksJson.Default.ReceiptLine)) index.Add(line);
        foreach (var line in reader.Read(folder.Deliveries, BooksJson.Default.DeliveryLine)) index.Add(line);
        index.TornLines = reader.Torn;
        return index;
    }

    private void Add(RunLine line)
    {
        if (line is RunLine.Started) _times[line.Run] = (line.At, line.At);
    }

    private void Add(SentLine line)
    {
        if (_times.TryGetValue(line.Run, out var time) && line.At > time.To) _times[line.Run] = (time.From, line.At);
        switch (line)
        {
            case SentLine.Update update:
                _stories.TryAdd(update.Ref, new Story(update.Ref, update.Position, update.OccurredAt, update.Meant));
                break;
            case SentLine.Again { Why: SentLine.Retry } again:
                Retried += again.Updates.Length;
                break;
        }
    }

    private void Add(ReceiptLine line)
    {
        if (line is not ReceiptLine.Receipt receipt) return;
        Answers[receipt.Verdict] = Answers.GetValueOrDefault(receipt.Verdict) + 1;
        if (!Verdicts.IsConclusive(receipt.Verdict)) return;
        if (_stories.TryGetValue(receipt.Ref, out var story)) story.Answer(receipt.Verdict, receipt.Version);
        else Strays.Add($"{receipt.Ref} has a receipt and was never sent");
    }

    private void Add(DeliveryLine line)
    {
        switch (line)
        {
            case DeliveryLine.Delivery delivery:
                var subject = delivery.Event.TryGetProperty("subject", out var s) ? s.GetString() ?? "" : "";
                if (!_deliveries.TryGetValue(subject, out var list)) _deliveries[subject] = list = [];
                list.Add(new Delivered(delivery.Id, ChangeReader.FromDelivery(delivery.Event)));
                Delivered++;
                break;
            case DeliveryLine.Redelivery:
                Redelivered++;
                break;
            case DeliveryLine.Refused refused:
                RefusedCalls.Add($"a webhook call under the id {refused.Id} was refused: {refused.Why}");
                break;
        }
    }
}

/// <summary>A change in the book of deliveries.</summary>
internal sealed record Delivered(string WebhookId, Change Change);

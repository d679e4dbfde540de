using System.Text;

namespace Sync.Factory.Books;

/// <summary>What a new run finds in the books of the runs before it.</summary>
/// <param name="LastRun">The number of the newest run, 0 when there was none.</param>
/// <param name="Seeds">The seed of each run, for what it had promised to register.</param>
/// <param name="Unanswered">Updates that were sent and have no verdict: sent again first, their identity makes that safe.</param>
/// <param name="Answered">A few that have one: sent again as late duplicates.</param>
/// <param name="DeliveredIds">The webhook ids that are in the book.</param>
internal sealed record Unfinished(
    int LastRun,
    IReadOnlyDictionary<int, long> Seeds,
    IReadOnlyList<EarlierUpdate> Unanswered,
    IReadOnlyList<EarlierUpdate> Answered,
    IReadOnlySet<string> DeliveredIds)
{
    private const int DuplicateSample = 40;

    public static Unfinished Read(BooksFolder folder)
    {
        var reader = new BookReader();
        var seeds = new Dictionary<int, long>();
        foreach (var line in reader.Read(folder.Runs, BooksJson.Default.RunLine))
            if (line is RunLine.Started started) seeds[started.Run] = started.Seed;
        var settled = new HashSet<UpdateRef>();
        foreach (var line in reader.Read(folder.Receipts, BooksJson.Default.ReceiptLine))
            if (line is ReceiptLine.Receipt receipt && Verdicts.IsConclusive(receipt.Verdict)) settled.Add(receipt.Ref);
        var (unanswered, answered) = Sort(reader, folder, settled);
        var delivered = new HashSet<string>();
        foreach (var line in reader.Read(folder.Deliveries, BooksJson.Default.DeliveryLine))
            if (line is DeliveryLine.Delivery) delivered.Add(line.Id);
        return new Unfinished(seeds.Keys.DefaultIfEmpty().Max(), seeds, unanswered, answered, delivered);
    }

    private static (List<EarlierUpdate> Unanswered, List<EarlierUpdate> Answered) Sort(BookReader reader, BooksFolder folder, HashSet<UpdateRef> settled)
    {
        var unanswered = new List<EarlierUpdate>();
        var answered = new List<EarlierUpdate>();
        var step = Math.Max(1, settled.Count / DuplicateSample);
        var n = 0;
        foreach (var line in reader.Read(folder.Sent, BooksJson.Default.SentLine))
        {
            if (line is not SentLine.Update update) continue;
            if (!settled.Contains(update.Ref)) unanswered.Add(Earlier(update));
            else if (n++ % step == 0) answered.Add(Earlier(update));
        }

        return (unanswered, answered);
    }

    private static EarlierUpdate Earlier(SentLine.Update line) => new(line.Ref, line.Position, Encoding.UTF8.GetBytes(line.Event.GetRawText()));
}

/// <summary>An update of an earlier run, as it was sent then.</summary>
internal sealed record EarlierUpdate(UpdateRef Ref, string Position, byte[] Event);

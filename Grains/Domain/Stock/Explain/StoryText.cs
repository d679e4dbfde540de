using System.Globalization;
using System.Text;
using Sync.Contracts;

namespace Sync.Domain.Stock;

/// <summary>An explanation as text for people: at most a screen wide where it can be, the answer first. Pure.</summary>
internal static class StoryText
{
    public static string Summary(Explanation e, PlantMaster? plant)
    {
        var (now, unit) = (e.Now, e.Unit);
        var words = new StringBuilder($"There {Phrases.IsAre(now.OnHand)} {Phrases.Amount(now.OnHand, unit)} of {e.Key.Item} on hand at {Place(e.Key, plant)}, {Phrases.Number(now.Available)} of them available");
        words.Append(now.Reserved == 0 ? "." : $"; {Phrases.Number(now.Reserved)} {Phrases.IsAre(now.Reserved)} reserved, so {Phrases.Number(now.Free)} {Phrases.IsAre(now.Free)} free.");
        words.Append(e.Held.IsEmpty ? " Nothing waits: every update is in this number." : $" {Phrases.Many(e.Held.Length, "update")} {(e.Held.Length == 1 ? "waits" : "wait")} and {(e.Held.Length == 1 ? "is" : "are")} not in this number.");
        return words.ToString();
    }

    public static string Write(Explanation e, PlantClock clock)
    {
        var text = new StringBuilder();
        text.Append($"{e.Key}: {Phrases.Amount(e.Now.OnHand, e.Unit)} on hand\n\n{e.Summary}\nTimes are those of the plant ({e.TimeZone}); quantities without a unit are in {e.Unit?.Code ?? "the base unit"}.\n");
        Lines(text, e, clock);
        Section(text, "What each system last said", e.Sources.SelectMany(Source));
        Section(text, "What waits", e.Held.SelectMany(h => new[] { $"- {h.Words}", $"  {h.Reason.Cure}" }));
        Section(text, "What is under way", e.InFlight.Select(f => $"- {f.Words}"));
        Section(text, "What to do next, and who", e.Next.Select(n => $"- {n.Owner}: {n.Words}{(n.Case is { } id ? $" (case {id})" : "")}"));
        return text.ToString();
    }

    private static void Lines(StringBuilder text, Explanation e, PlantClock clock)
    {
        text.Append("\nWhat happened, in the order in which it happened\n");
        if (e.Earlier is not null) text.Append("  (There are earlier lines on the page before this one.)\n");
        text.Append(CultureInfo.InvariantCulture, $"{"",10} {Phrases.Number(e.Opening.OnHand),10}  on hand before this\n");
        foreach (var line in e.Lines)
            text.Append(CultureInfo.InvariantCulture, $"{(line.OnHandChange == 0 ? "=" : Phrases.Signed(line.OnHandChange)),10} {Phrases.Number(line.OnHand),10}  {clock.Say(line.OccurredAt)}: {line.Words}\n");
        if (e.Lines.IsEmpty) text.Append("  Nothing happened in this stretch of time.\n");
        text.Append(CultureInfo.InvariantCulture, $"{"",10} {Phrases.Number(e.Closing.OnHand),10}  on hand after this\n");
    }

    private static IEnumerable<string> Source(SourceStatement s)
    {
        yield return $"- {s.Source} ({Phrases.Many((int)Math.Min(s.Updates, int.MaxValue), "update")}), last on {s.Last}";
        if (s.Count is not { } count) yield break;
        yield return $"  {count.Words}";
        foreach (var d in count.Documents) yield return $"    {Phrases.Signed(d.Amount)}  {d.Source} ({d.MessageId}{(d.Reference is { } r ? $", {Phrases.Document(r)}" : "")})";
        if (count.MoreDocuments > 0) yield return $"    {Phrases.Signed(count.MoreAmount)}  in {Phrases.Many(count.MoreDocuments, "movement")} before those";
    }

    private static void Section(StringBuilder text, string title, IEnumerable<string> lines)
    {
        var all = lines.ToArray();
        if (all.Length == 0) return;
        text.Append($"\n{title}\n");
        foreach (var line in all) text.Append(line).Append('\n');
    }

    private static string Place(StockKey key, PlantMaster? plant)
    {
        var location = plant?.Find(key.Location)?.Name is { } name ? $"{name} ({key.Location})" : $"location {key.Location}";
        return plant?.Name is { } works ? $"{location} of {works} ({key.Plant})" : $"{location} of plant {key.Plant}";
    }
}

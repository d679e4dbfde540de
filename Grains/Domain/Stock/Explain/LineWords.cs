using System.Collections.Immutable;
using System.Text;
using Sync.Contracts;

namespace Sync.Domain.Stock;

/// <summary>The sentences of a line. Pure.</summary>
internal static class LineWords
{
    public static string Of(
        Told told, ImmutableArray<LineChange> changes, decimal before, decimal after, ImmutableArray<string> marks, decimal? booked, PlantClock clock)
    {
        var (record, unit) = (told.Record, (told.Event as StockEvent)?.Unit);
        var words = new StringBuilder(Phrases.Sentence($"{Happenings.Of(record, told.Event)}, {Who(record.Cause)}"));
        if (told.Event is StockEvent.Counted) words.Append(' ').Append(CountEffect(changes, unit));
        if (told.Event is StockEvent.Moved { Settlement: { } owed }) words.Append(' ').Append(Settles(owed, unit));
        if (told.Event is StockEvent.Moved { SaidPostingDate: { } said, PostingDate: { } posted }) words.Append($" It was to be posted on {said:yyyy-MM-dd}, which was closed, and is posted on {posted:yyyy-MM-dd}.");
        if (before != after) words.Append($" On hand went from {Phrases.Number(before)} to {Phrases.Amount(after, unit)}.");
        if (marks.Contains(LineMarks.CountCorrected))
            words.Append($" When it was recorded, {Difference(booked ?? 0, unit)}; what was reported later changed that.");
        if (marks.Contains(LineMarks.Superseded)) words.Append(" A newer count was known when it came, so it changed nothing in the present.");
        if (marks.Contains(LineMarks.Late)) words.Append($" This came late: it was recorded on {clock.Say(record.RecordedAt)}, {PlantClock.Say(record.RecordedAt - record.OccurredAt)} after it happened.");
        if (marks.Contains(LineMarks.BeforeCount)) words.Append(" A later count had seen it already: the count stands, and its difference was corrected.");
        if (marks.Contains(LineMarks.Reversed)) words.Append(" It was reversed later, in full or in part.");
        return words.ToString();
    }

    private static string Settles(Settlement owed, UnitCode? unit) => owed.Amount > 0
        ? $"{Phrases.Amount(owed.Amount, unit)} of the goods of {owed.Owner} {Phrases.IsAre(owed.Amount)} to be settled."
        : $"{Phrases.Amount(-owed.Amount, unit)} of the goods of {owed.Owner} {Phrases.IsAre(owed.Amount)} not to be settled any more.";

    private static string Who(UpdateId cause) => UpdateSources.IsReserved(cause.Source)
        ? $"as this system noted ({cause.MessageId})"
        : $"as {cause.Source} said ({cause.MessageId})";

    private static string CountEffect(ImmutableArray<LineChange> changes, UnitCode? unit)
    {
        var differing = changes.Where(c => c.Change != 0).ToArray();
        return Phrases.Sentence(differing.Length < 2
            ? Difference(differing.Sum(c => c.Change), unit)
            : $"compared with the books, {string.Join(", ", differing.Select(c => $"{Phrases.Signed(c.Change)}{(Phrases.Of(c.Account) is { Length: > 0 } words ? words : " (available)")}"))}");
    }

    /// <summary>A difference over all accounts as a clause.</summary>
    private static string Difference(decimal difference, UnitCode? unit) => difference switch
    {
        0 => "that was what the books said",
        > 0 => $"{Phrases.Amount(difference, unit)} more {Phrases.WasWere(difference)} found than the books said",
        _ => $"{Phrases.Amount(-difference, unit)} less {Phrases.WasWere(difference)} found than the books said",
    };
}

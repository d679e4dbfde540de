using System.Collections.Immutable;

namespace Sync.Domain.Kernel;

/// <summary>Sequences that were seen, as snapshots hold them.</summary>
internal static class SequenceSnapshot
{
    public static ImmutableArray<SnapshotEnvelope.SequenceEntry>? Save(SequenceBook? book) => book is null
        ? null
        : [.. book.Lanes.Select(l => new SnapshotEnvelope.SequenceEntry(l.Source, l.Epoch, l.First, l.Ranges.Below, l.Ranges.Save()))];

    public static SequenceBook? Load(ImmutableArray<SnapshotEnvelope.SequenceEntry>? entries)
    {
        if (entries is not { } saved) return null;
        var book = new SequenceBook();
        foreach (var entry in saved) book.Add(new SequenceLane(entry.Source, entry.Epoch, entry.First, SequenceRanges.Load(entry.Ranges, entry.Below)));
        return book;
    }

    public static EpochBook? Load(ImmutableArray<EpochBook.Opened>? entries)
    {
        if (entries is not { } saved) return null;
        var book = new EpochBook();
        foreach (var (source, from, to) in saved) book.Open(source, from, to);
        return book;
    }
}

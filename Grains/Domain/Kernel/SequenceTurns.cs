using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Domain.Kernel;

/// <summary>Whose turn it is in a strict sequence. Pure.</summary>
internal static class SequenceTurns
{
    private const int RangesNamed = 5;

    /// <summary>True when an update is held for its turn: it goes on by itself.</summary>
    public static bool IsTurn(Refusal reason) => reason.Code == ErrorCodes.SequenceGap.Code || reason.Code == ErrorCodes.Queued.Code;

    /// <summary>True when an earlier number of a strict sequence is missing.</summary>
    public static bool IsBehindGap(Gate gate, Update update, long first) =>
        update.Sequence is { } sequence && (gate.Sequences?.Find(update.Id)?.Ranges.FirstMissing(first) ?? first) < sequence;

    /// <summary>Why an update of a strict sequence must wait, or null when it is its turn: every earlier number was seen, and none of them is held.</summary>
    /// <param name="gate">What was seen.</param>
    /// <param name="held">What is held.</param>
    /// <param name="update">The update.</param>
    /// <param name="first">The first number of the sequence.</param>
    public static Refusal? Wait(Gate gate, ImmutableArray<HeldUpdate> held, Update update, long first)
    {
        if (update.Sequence is { } sequence && IsBehindGap(gate, update, first))
        {
            var ranges = gate.Sequences?.Find(update.Id)?.Ranges;
            return ErrorCodes.SequenceGap.With($"{update.Id.Source} sequence {sequence} waits for {Text(ranges?.Missing(first, sequence) ?? [new(first, sequence - 1)])}");
        }

        return Before(held, update) is { } earlier
            ? ErrorCodes.Queued.With($"{update.Id} waits for {earlier.Update.Id}, which is held: {earlier.Reason.Code}")
            : null;
    }

    /// <summary>The holes that held updates wait for.</summary>
    public static ImmutableArray<SequenceGap> Gaps(Gate gate, ImmutableArray<HeldUpdate> held)
    {
        if (held.IsEmpty || gate.Sequences is not { } book) return [];
        var gaps = ImmutableArray<SequenceGap>.Empty;
        foreach (var lane in book.Lanes)
        {
            HeldUpdate? last = null;
            var since = DateTimeOffset.MaxValue;
            foreach (var h in held)
            {
                if (h.Update.Sequence is null || h.Reason.Code != ErrorCodes.SequenceGap.Code || !lane.IsOf(h.Update.Id)) continue;
                if (last is null || h.Update.Sequence > last.Update.Sequence) last = h;
                if (h.Since < since) since = h.Since;
            }

            if (last is null) continue;
            foreach (var (from, to) in lane.Ranges.Missing(lane.First, last.Update.Sequence!.Value)) gaps = gaps.Add(new SequenceGap(lane.Source, lane.Epoch, from, to, since));
        }

        return gaps;
    }

    /// <summary>Gaps as people read them.</summary>
    public static string Text(ImmutableArray<SequenceGap> gaps) => string.Join("; ", gaps.GroupBy(g => (g.Source, g.Epoch)).Select(g =>
        $"{g.Key.Source}{(g.Key.Epoch == 0 ? "" : $" (epoch {g.Key.Epoch})")} sequence {Text([.. g.Select(r => new SequenceRange(r.From, r.To))])}"));

    private static string Text(List<SequenceRange> holes)
    {
        var text = string.Join(", ", holes.Take(RangesNamed).Select(h => h.From == h.To ? $"{h.From}" : $"{h.From} to {h.To}"));
        return holes.Count > RangesNamed ? $"{text} and {holes.Count - RangesNamed} more ranges" : text;
    }

    /// <summary>An update of the same source that is held and comes before this one: by sequence, or by arrival where one has none. What is held as a conflict
    /// is in nobody's way.</summary>
    private static HeldUpdate? Before(ImmutableArray<HeldUpdate> held, Update update)
    {
        HeldUpdate? earlier = null;
        var passed = false;
        foreach (var h in held)
        {
            if (ReferenceEquals(h.Update, update))
            {
                passed = true;
                continue;
            }

            if (h.Update.Id.Epoch != update.Id.Epoch || h.Update.Id.Source != update.Id.Source || h.Reason.Code == ErrorCodes.IdentityConflict.Code) continue;
            var before = update.Sequence is { } mine && h.Update.Sequence is { } other ? other < mine : !passed;
            if (before && (earlier is null || h.Update.Sequence < earlier.Update.Sequence)) earlier = h;
        }

        return earlier;
    }
}

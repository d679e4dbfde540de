using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Domain.Stock;

/// <summary>What a position remembers of claims and of the reports that they are matched to. Only positions under a rule of ownership have one.
/// Immutable; bounded by <see cref="Compact"/>.</summary>
internal sealed record ClaimBook
{
    /// <summary>How many subjects are kept: first those with open claims, then those of which something was heard last.</summary>
    public const int Kept = 64;

    /// <summary>How many reports of one subject are kept.</summary>
    public const int EntriesKept = 64;

    /// <summary>How many subjects are known to be forgotten, each by itself.</summary>
    public const int CutsKept = 512;

    public static ClaimBook Empty { get; } = new();

    /// <summary>Ordered by subject.</summary>
    public ImmutableArray<ClaimGroup> Groups { get; init; } = [];

    /// <summary>Ordered by mark.</summary>
    public ImmutableArray<ClaimCut> Forgotten { get; init; } = [];

    /// <summary>The latest cut of a subject of which not even the mark is kept.</summary>
    public DateTimeOffset? Horizon { get; init; }

    public int Waiting { get; init; }

    public int Differing { get; init; }

    public int Overdue { get; init; }

    public ClaimGroup? Find(ClaimSubject subject) => IndexOf(subject) is >= 0 and var at ? Groups[at] : null;

    /// <summary>The report with this identity, in its group: of this epoch, else of the newest epoch before it.</summary>
    public (ClaimGroup Group, ClaimEntry Entry)? Find(string source, string messageId, int epoch)
    {
        (ClaimGroup, ClaimEntry Entry)? found = null;
        foreach (var group in Groups)
        {
            foreach (var entry in group.Entries)
            {
                if (entry.Id.MessageId != messageId || entry.Id.Source != source || entry.Id.Epoch > epoch) continue;
                if (found is null || entry.Id.Epoch > found.Value.Entry.Id.Epoch) found = (group, entry);
            }
        }

        return found;
    }

    public (ClaimGroup Group, ClaimEntry Entry)? Find(UpdateId id) => Find(id.Source, id.MessageId, id.Epoch) is { } found && found.Entry.Id == id ? found : null;

    /// <summary>True when something was forgotten that a report may have to do with. What takes back another changes how much that one says: what
    /// counts is when that one happened.</summary>
    public bool HasForgotten(ClaimSubject subject, ClaimEntry entry, ClaimGroup? known)
    {
        if (entry.Reverses is not { } id) return HasForgotten(subject, entry.At, entry.Tolerance);
        return known?.Find(id) is not { } original || HasForgotten(subject, original.At, entry.Tolerance);
    }

    /// <summary>True when something was forgotten that a report of this instant may have to do with.</summary>
    private bool HasForgotten(ClaimSubject subject, DateTimeOffset at, TimeSpan tolerance)
    {
        var since = at.UtcTicks - tolerance.Ticks;
        var mark = subject.Mark();
        foreach (var cut in Forgotten)
            if (cut.Mark == mark && cut.At.UtcTicks >= since) return true;
        return Horizon is { } horizon && horizon.UtcTicks >= since;
    }

    public ClaimBook With(ClaimGroup group)
    {
        var at = IndexOf(group.Subject);
        return this with { Groups = at >= 0 ? Groups.SetItem(at, group) : Groups.Insert(~at, group) };
    }

    /// <summary>The book without a subject, and with the mark that nothing is known of it: what is known in part would be taken for the whole.</summary>
    public ClaimBook Forget(ClaimSubject subject) => this with
    {
        Groups = IndexOf(subject) is >= 0 and var at ? Groups.RemoveAt(at) : Groups,
        Forgotten = Merge(Forgotten, [new ClaimCut(subject.Mark(), DateTimeOffset.MaxValue)]),
    };

    /// <summary>The book within its bounds. What is left out is found again in the history.</summary>
    public ClaimBook Compact()
    {
        if (Groups.Length <= Kept && Groups.All(g => g.Entries.Length <= EntriesKept)) return this;
        var kept = Groups.Where(g => g.Entries.Length <= EntriesKept).OrderBy(g => g.IsSettled).ThenByDescending(g => g.Newest).Take(Kept).ToHashSet();
        var cuts = Groups.Where(g => !kept.Contains(g)).Select(g => new ClaimCut(g.Subject.Mark(), g.IsSettled ? g.Newest : DateTimeOffset.MaxValue));
        var forgotten = Merge(Forgotten, cuts);
        var horizon = Horizon;
        if (forgotten.Length > CutsKept)
        {
            var byTime = forgotten.OrderByDescending(c => c.At).ThenBy(c => c.Mark).ToList();
            if (!(horizon >= byTime[CutsKept].At)) horizon = byTime[CutsKept].At;
            forgotten = [.. byTime.Take(CutsKept).OrderBy(c => c.Mark)];
        }

        return this with { Groups = [.. Groups.Where(kept.Contains)], Forgotten = forgotten, Horizon = horizon };
    }

    private static ImmutableArray<ClaimCut> Merge(ImmutableArray<ClaimCut> all, IEnumerable<ClaimCut> more) =>
        [.. all.Concat(more).GroupBy(c => c.Mark).Select(g => g.MaxBy(c => c.At)).OrderBy(c => c.Mark)];

    private int IndexOf(ClaimSubject subject)
    {
        var (low, high) = (0, Groups.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = Groups[middle].Subject.CompareTo(subject);
            if (order == 0) return middle;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }

        return ~low;
    }
}

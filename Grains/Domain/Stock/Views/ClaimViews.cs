using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Domain.Stock;

/// <summary>Open claims as they are read. Pure.</summary>
internal static class ClaimViews
{
    public static ImmutableArray<ClaimView> Open(ClaimBook? book)
    {
        if (book is null) return [];
        var open = new List<(ClaimGroup Group, ClaimEntry Entry)>();
        foreach (var group in book.Groups) open.AddRange(group.Entries.Where(e => e.IsOpen).Select(e => (group, e)));
        open.Sort((a, b) => ClaimEntry.Compare(a.Entry, b.Entry));
        return [.. open.Select(o => Of(o.Group, o.Entry, o.Entry.Claim!))];
    }

    private static ClaimView Of(ClaimGroup group, ClaimEntry entry, ClaimTerms terms) => new(
        entry.Id, group.Subject.Movement, group.Subject.Reference, group.Subject.Lot, Decimals.Normalize(group.Net(entry)),
        Decimals.Normalize(terms.Claimed - terms.Counted), terms.Standing, entry.At, terms.Since, terms.DueAt);
}

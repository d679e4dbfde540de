using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Domain.Stock;

/// <summary>Matches the claims about one subject to the owner's reports. It looks at all of them at once and at nothing else, so that the order in which
/// they came means nothing. Each source's claims are matched by themselves: first one claim to one report of the same quantity, then what is left
/// and lies together in time by its sum, as deliveries in parts are.</summary>
internal static class ClaimMatching
{
    private const int MaxAgainst = 10;

    /// <summary>Where every claim of the group stands.</summary>
    public static List<ClaimChange> Of(ClaimGroup group)
    {
        var (owners, claims) = (new List<Side>(), new List<Side>());
        foreach (var entry in group.Entries)
            if (entry.Reverses is null) (entry.Claim is null ? owners : claims).Add(new Side(entry, group.Net(entry)));
        var standings = new List<ClaimChange>(claims.Count);
        if (group.Subject.Reference is null) owners.Clear();
        owners.Sort(Side.Compare);
        foreach (var source in claims.GroupBy(c => c.Entry.Id.Source, StringComparer.Ordinal))
        {
            var said = source.ToList();
            said.Sort(Side.Compare);
            Match(owners, said, standings);
        }

        return standings;
    }

    private static void Match(List<Side> owners, List<Side> claims, List<ClaimChange> standings)
    {
        var left = new List<Side>(owners);
        var rest = new List<Side>();
        foreach (var claim in claims)
        {
            var at = left.FindIndex(o => o.Net == claim.Net && (o.Entry.At - claim.Entry.At).Duration() <= claim.Entry.Tolerance);
            if (at < 0)
            {
                rest.Add(claim);
                continue;
            }

            standings.Add(new ClaimChange(claim.Entry.Id, ClaimStanding.Matched, Decimals.Normalize(claim.Net), Decimals.Normalize(claim.Net), Against: [left[at].Entry.Id]));
            left.RemoveAt(at);
        }

        if (rest.Count > 0) MatchRest([.. left, .. rest], rest.Max(c => c.Entry.Tolerance), standings);
    }

    /// <summary>What lies together in time, each no farther from the one before than the tolerance.</summary>
    private static void MatchRest(List<Side> rest, TimeSpan tolerance, List<ClaimChange> standings)
    {
        rest.Sort(Side.Compare);
        for (var from = 0; from < rest.Count;)
        {
            var to = from + 1;
            while (to < rest.Count && rest[to].Entry.At - rest[to - 1].Entry.At <= tolerance) to++;
            Sum(rest.GetRange(from, to - from), standings);
            from = to;
        }
    }

    private static void Sum(List<Side> together, List<ClaimChange> standings)
    {
        var claims = together.Where(s => s.Entry.Claim is not null).ToList();
        ImmutableArray<UpdateId> owners = [.. together.Where(s => s.Entry.Claim is null).Select(s => s.Entry.Id)];
        var claimed = Decimals.Normalize(claims.Sum(c => c.Net));
        var counted = Decimals.Normalize(together.Sum(s => s.Net) - claimed);
        var standing = claimed == counted ? ClaimStanding.Matched : ClaimStanding.Differs;
        foreach (var claim in claims)
        {
            standings.Add(owners.IsEmpty
                ? new ClaimChange(claim.Entry.Id, claim.Net == 0 ? ClaimStanding.Matched : ClaimStanding.Waiting, Decimals.Normalize(claim.Net), 0)
                : new ClaimChange(claim.Entry.Id, standing, claimed, counted, Against: owners.Length > MaxAgainst ? owners[..MaxAgainst] : owners));
        }
    }

    private readonly record struct Side(ClaimEntry Entry, decimal Net)
    {
        public static int Compare(Side a, Side b) => ClaimEntry.Compare(a.Entry, b.Entry);
    }
}

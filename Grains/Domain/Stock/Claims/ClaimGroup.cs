using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Sync.Contracts;

namespace Sync.Domain.Stock;

/// <summary>The reports about one subject, in the order in which they came. Immutable.</summary>
internal sealed record ClaimGroup(ClaimSubject Subject, ImmutableArray<ClaimEntry> Entries)
{
    [JsonIgnore]
    public bool IsSettled => !Entries.Any(e => e.IsOpen);

    [JsonIgnore]
    public DateTimeOffset Newest => Entries.Max(e => e.At);

    public ClaimEntry? Find(UpdateId id)
    {
        foreach (var entry in Entries)
            if (entry.Id == id) return entry;
        return null;
    }

    /// <summary>What is left of a report after what was taken back.</summary>
    public decimal Net(ClaimEntry entry)
    {
        var net = entry.Amount;
        foreach (var other in Entries)
            if (other.Reverses == entry.Id) net += other.Amount;
        return net;
    }
}

/// <summary>A subject whose reports were forgotten: what lies later than the cut and its tolerance has nothing to do with them. Immutable.</summary>
internal readonly record struct ClaimCut(ulong Mark, DateTimeOffset At);

using Sync.Contracts;
using Sync.Journal.Storage;
using Sync.Journal.Writing;

namespace Sync.Journal.Postgres;

/// <summary>A batch as rows, with every name turned into its number.</summary>
internal sealed class PostgresBatch
{
    public PostgresBatch(
        IReadOnlyList<CommitGroup> groups, short epoch, Dictionary<string, int> sources, Dictionary<string, int> kinds)
    {
        Groups = groups;
        Epoch = epoch;
        var count = 0;
        foreach (var group in groups) count += group.Records.Length;
        Rows = new List<Row>(count);
        foreach (var group in groups)
        {
            var lane = (short)group.Session.Lane;
            foreach (var record in group.Records)
            {
                Rows.Add(new Row(
                    record, group.Session.SortKey, lane, (short)LaneGroups.Of(lane), sources[record.Cause.Source], (short)kinds[record.Kind], Rows.Count,
                    Lowest: record == group.Records[0]));
            }
        }
    }

    public IReadOnlyList<CommitGroup> Groups { get; }

    public short Epoch { get; }

    /// <summary>Sorted by entity and version.</summary>
    public List<Row> Rows { get; }

    /// <summary>One record.</summary>
    internal readonly record struct Row(
        JournalRecord Record, string Entity, short Lane, short LaneGroup, int Source, short Kind, int Ordinal, bool Lowest);
}

using Sync.Contracts;

namespace Sync.Domain.Kernel;

/// <summary>The sequences that an entity has seen, by source and epoch. Few sources speak about one entity: they are searched one by one.</summary>
internal sealed class SequenceBook
{
    private readonly List<SequenceLane> _lanes = new(1);

    public IReadOnlyList<SequenceLane> Lanes => _lanes;

    public SequenceLane? Find(UpdateId id)
    {
        foreach (var lane in _lanes)
            if (lane.IsOf(id)) return lane;
        return null;
    }

    /// <summary>The sequence of this update was seen.</summary>
    public void See(UpdateId id, long first, long from, long to)
    {
        var lane = Find(id);
        if (lane is null) _lanes.Add(lane = new SequenceLane(id.Source, id.Epoch, first, new SequenceRanges()));
        lane.First = first;
        lane.Ranges.Add(from, to);
    }

    public void Add(SequenceLane lane) => _lanes.Add(lane);
}

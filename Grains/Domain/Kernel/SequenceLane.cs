using Sync.Contracts;

namespace Sync.Domain.Kernel;

/// <summary>What an entity has seen of one source's sequence in one epoch.</summary>
internal sealed class SequenceLane(string source, int epoch, long first, SequenceRanges ranges)
{
    public string Source => source;

    public int Epoch => epoch;

    /// <summary>The first number of the sequence, as its contract last said.</summary>
    public long First { get; set; } = first;

    public SequenceRanges Ranges => ranges;

    public bool IsOf(UpdateId id) => id.Epoch == epoch && id.Source == source;
}

using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Domain.Kernel;

/// <summary>A compact set of identities that may answer «perhaps» for one that is not in it, and never «no» for one that is.
/// Grows in stages to <see cref="MaxBytes"/>; beyond, «perhaps» becomes more frequent and costs a look-up, never an error.</summary>
internal sealed class IdentityFilter
{
    private const int FirstBytes = 128;
    private const int MaxBytes = 512 * 1024;
    private const int BitsPerEntry = 24;
    private const int Probes = 8;

    /// <summary>What a stage of a snapshot before format 2 was written with: a third of the bits set, and thirteen times as many wrong «perhaps».</summary>
    private const int OldProbes = 4;
    private readonly List<byte[]> _stages = [];

    public int Count { get; private set; }

    /// <summary>How many stages, from the first, have <see cref="OldProbes"/>.</summary>
    public int OldStages { get; private init; }

    public void Add(Fingerprint identity)
    {
        if (_stages.Count == 0) _stages.Add(new byte[FirstBytes]);
        else if (Count >= Capacity && _stages[^1].Length < MaxBytes) _stages.Add(new byte[_stages[^1].Length * 2]);
        var bits = _stages[^1];
        var probes = ProbesOf(_stages.Count - 1);
        for (var probe = 0; probe < probes; probe++)
        {
            var bit = Bit(identity, probe, bits.Length);
            bits[bit >> 3] |= (byte)(1 << (bit & 7));
        }

        Count++;
    }

    public bool MayContain(Fingerprint identity)
    {
        for (var stage = 0; stage < _stages.Count; stage++)
            if (Contains(_stages[stage], ProbesOf(stage), identity)) return true;
        return false;
    }

    public ImmutableArray<byte[]> Save() => [.. _stages.Select(s => (byte[])s.Clone())];

    public static IdentityFilter Load(ImmutableArray<byte[]> stages, int count, int oldStages)
    {
        var filter = new IdentityFilter { Count = count, OldStages = oldStages };
        filter._stages.AddRange(stages);
        return filter;
    }

    // Each stage is twice the one before.
    private int Capacity => ((2 * _stages[^1].Length) - _stages[0].Length) * 8 / BitsPerEntry;

    private int ProbesOf(int stage) => stage < OldStages ? OldProbes : Probes;

    private static bool Contains(byte[] bits, int probes, Fingerprint identity)
    {
        for (var probe = 0; probe < probes; probe++)
        {
            var bit = Bit(identity, probe, bits.Length);
            if ((bits[bit >> 3] & (1 << (bit & 7))) == 0) return false;
        }

        return true;
    }

    private static int Bit(Fingerprint identity, int probe, int bytes) =>
        (int)(unchecked(identity.High + ((ulong)probe * (identity.Low | 1))) % ((ulong)bytes * 8));
}

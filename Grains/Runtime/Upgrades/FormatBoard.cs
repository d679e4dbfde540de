using Sync.Domain.Kernel;
using Sync.Grains.Feed;

namespace Sync.Grains.Upgrades;

/// <summary>What this build reads, and what the cluster has agreed on. Who writes a record or sends a message in a form that builds before this one do
/// not read asks here first. Thread-safe.</summary>
internal sealed class FormatBoard(IReadOnlyDictionary<string, int> reads)
{
    private volatile FormatLevels? _agreed;

    /// <summary>The newest version of each format that this build reads.</summary>
    public IReadOnlyDictionary<string, int> Reads => reads;

    /// <summary>What may be written; null: this silo is alone, and writes whatever it reads.</summary>
    public FormatLevels? Agreed
    {
        get => _agreed;
        set => _agreed = value;
    }

    public static FormatBoard Of(EventCodecs codecs)
    {
        var reads = new Dictionary<string, int>(WireFormats.Reads, StringComparer.Ordinal);
        foreach (var (kind, schema) in codecs.Reads) reads[kind] = schema;
        return new FormatBoard(reads);
    }
}

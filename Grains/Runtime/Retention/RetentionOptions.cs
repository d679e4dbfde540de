using System.ComponentModel.DataAnnotations;

namespace Sync.Grains.Retention;

/// <summary>How long records stay in the journal. Section <c>Retention</c>.</summary>
public sealed class RetentionOptions
{
    /// <summary>Records that are older than so many days leave the journal for the archive, 0 to 36,500; 0 (default): none leave.</summary>
    [Range(0, 36_500)]
    public int HistoryDays { get; set; }

    /// <summary>Where archive files are written; default <c>archive</c> in the data folder.</summary>
    public string ArchiveFolder { get; set; } = "archive";

    /// <summary>Records that leave in a second at most, 100 to 100,000, default 2,000.</summary>
    [Range(100, 100_000)]
    public int RecordsPerSecond { get; set; } = 2_000;

    /// <summary>Entities that are looked at in a second at most, 1 to 100,000, default 500.</summary>
    [Range(1, 100_000)]
    public int EntitiesPerSecond { get; set; } = 500;
}

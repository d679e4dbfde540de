using System.ComponentModel.DataAnnotations;

namespace Sync.Journal;

/// <summary>How heads are anchored outside of the journal. Section <c>Audit:Heads</c>.</summary>
public sealed class HeadOptions
{
    /// <summary>False: no head files are written. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Where head files are written; default <c>heads</c> in the data folder. Best a place that who administers the journal cannot write.</summary>
    [Required]
    public string Folder { get; set; } = "";

    /// <summary>The file of the signing key, made at the first start; default <c>audit.key</c> in the data folder.</summary>
    [Required]
    public string KeyFile { get; set; } = "";

    /// <summary>Seconds between two head files while something changes, 1 to 86,400, default 60.</summary>
    [Range(1, 86_400)]
    public int IntervalSeconds { get; set; } = 60;
}

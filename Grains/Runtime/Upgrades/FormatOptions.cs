using System.ComponentModel.DataAnnotations;

namespace Sync.Grains.Upgrades;

/// <summary>How a cluster agrees on newer formats. Section <c>Formats</c>.</summary>
internal sealed class FormatOptions
{
    /// <summary>True: nothing newer is agreed on, so that the build before can still come back; default false.</summary>
    public bool Hold { get; set; }

    /// <summary>Seconds for which every silo must have been able to read a format before it is agreed on, 0 to 86,400, default 60.</summary>
    [Range(0, 86_400)]
    public int SettleSeconds { get; set; } = 60;

    /// <summary>Seconds between two looks, 1 to 60, default 5.</summary>
    [Range(1, 60)]
    public int PollSeconds { get; set; } = 5;
}

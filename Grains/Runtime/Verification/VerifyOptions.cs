using System.ComponentModel.DataAnnotations;

namespace Sync.Grains.Verification;

/// <summary>How the verifier works. Section <c>Verify</c>.</summary>
public sealed class VerifyOptions
{
    /// <summary>False: passes begin only where somebody asks for one. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Entities verified a second at most, 1 to 100,000, default 50.</summary>
    [Range(1, 100_000)]
    public int EntitiesPerSecond { get; set; } = 50;

    /// <summary>Milliseconds of each second in which it may work, 10 to 1,000, default 100: some 50 entities where nothing else runs, so who raises
    /// <see cref="EntitiesPerSecond"/> raises this too. At least one entity is verified each time. Where the machine is busy an entity takes longer, and what pays for it
    /// is the work that people wait for.</summary>
    [Range(10, 1_000)]
    public int MillisecondsPerSecond { get; set; } = 100;

    /// <summary>Minutes between the end of a pass and the begin of the next, 1 to 10,080, default 60.</summary>
    [Range(1, 10_080)]
    public int PauseMinutes { get; set; } = 60;
}

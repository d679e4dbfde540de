using Sync.Factory.Receiving;

namespace Sync.Factory.Running;

/// <summary>How a run is to be.</summary>
internal sealed record FactoryOptions
{
    /// <summary>Where the system answers.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>The file whose one line is the operator's key.</summary>
    public required string KeyFile { get; init; }

    /// <summary>The folder of the books.</summary>
    public required string Books { get; init; }

    /// <summary>What happens: the same seed, the same events.</summary>
    public long Seed { get; init; } = 7;

    /// <summary>Different updates a second.</summary>
    public int Rate { get; init; } = 500;

    /// <summary>How long updates are sent; null: until told to stop.</summary>
    public TimeSpan? For { get; init; }

    /// <summary>Where the report is written as JSON, if anywhere.</summary>
    public string? ReportFile { get; init; }

    public Sabotage Sabotage { get; init; }

    /// <summary>The drop folder of the system, if files are dropped too.</summary>
    public string? Drop { get; init; }

    /// <summary>Whether the running tally is shown.</summary>
    public bool Tally { get; init; }

    /// <summary>How long the system may be silent before the factory gives up.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long nothing may go on at the end before the report is written anyway.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How many calls are under way at once.</summary>
    public int Callers { get; init; } = 8;

    /// <summary>How long one call may take.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(20);
}

/// <summary>How the process ends.</summary>
internal static class ExitCodes
{
    public const int Clean = 0;
    public const int Faults = 1;
    public const int Usage = 2;
    public const int Broken = 3;
    public const int HandedOver = 4;
}

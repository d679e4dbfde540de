using System.Text.Json;

namespace Sync.Drill;

/// <summary>What a drill found. Immutable.</summary>
internal sealed record DrillReport
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public required string Mode { get; init; }

    public required int Seed { get; init; }

    /// <summary>Updates that got their verdict, by a gateway or in the report of a file.</summary>
    public required int Acknowledged { get; init; }

    public required int Lost { get; init; }

    public required int Doubled { get; init; }

    public required int OutOfOrder { get; init; }

    public required int Refused { get; init; }

    public required int Kills { get; init; }

    public required int Freezes { get; init; }

    /// <summary>The longest time after a kill until every key had answered again.</summary>
    public required double MaxRecoverySeconds { get; init; }

    /// <summary>The same after a freeze that did not end by itself.</summary>
    public required double MaxFreezeSeconds { get; init; }

    /// <summary>Everything else that was done, and how long each took at most.</summary>
    public required IReadOnlyList<ActReport> Acts { get; init; }

    /// <summary>Processes that ended though nobody ended them, and frozen silos that did not end when they ran again.</summary>
    public required int UnexpectedEnds { get; init; }

    public required int StuckSilos { get; init; }

    /// <summary>Entities that surviving silos put to sleep because another silo was killed or frozen.</summary>
    public required int Disturbed { get; init; }

    public required LoadReport Load { get; init; }

    public required WebhookReport Webhooks { get; init; }

    public required FileReport Files { get; init; }

    public required ChainReport Chain { get; init; }

    public CpuReport? Cpu { get; init; }

    /// <summary>Why the drill is not good; empty: it is.</summary>
    public IReadOnlyList<string> Faults => [.. Find()];

    public bool IsGood => Faults.Count == 0;

    public string ToJson() => JsonSerializer.Serialize(this, Format);

    private IEnumerable<string> Find()
    {
        if (Acknowledged == 0) yield return "nothing was acknowledged";
        if (Lost + Doubled + OutOfOrder + Refused > 0) yield return $"lost {Lost}, doubled {Doubled}, out of order {OutOfOrder}, refused {Refused}";
        if (!Chain.Holds) yield return $"the journal does not verify: {Chain.Told}";
        if (Webhooks.Missing + Webhooks.OutOfOrder + Webhooks.Mismatched > 0)
            yield return $"webhooks: missing {Webhooks.Missing}, out of order {Webhooks.OutOfOrder}, mismatched {Webhooks.Mismatched}";
        if (UnexpectedEnds > 0) yield return $"{UnexpectedEnds} processes ended by themselves";
        if (StuckSilos > 0) yield return $"{StuckSilos} silos that were given up did not end when they ran again";
        if (Mode == nameof(DrillMode.Rolling) && Load.ReadP99Milliseconds >= 500) yield return $"p99 of reads is {Load.ReadP99Milliseconds} ms";
        if (Mode == nameof(DrillMode.Rolling) && Load.FailedReads > 0) yield return $"{Load.FailedReads} reads failed";
    }
}

/// <summary>One sort of act: how often, and the longest time until every key had answered again.</summary>
internal sealed record ActReport(string Act, int Count, double MaxSeconds);

/// <summary>How the load went. Rates are acknowledged updates a second, in the quiet before, while something was broken or starting, and in the quiet after.</summary>
internal sealed record LoadReport(
    double BeforePerSecond, double DuringPerSecond, double AfterPerSecond, int SentAgain, int Reads, int FailedReads, double ReadP50Milliseconds,
    double ReadP99Milliseconds, double ReadMaxMilliseconds);

/// <summary>What came to the webhook sandbox.</summary>
/// <param name="Delivered">Changes that arrived.</param>
/// <param name="Repeated">Arrivals of a change that was there, known by their id.</param>
/// <param name="Missing">Changes that did not arrive.</param>
/// <param name="OutOfOrder">Changes that arrived for the first time after a newer one of their key.</param>
/// <param name="Mismatched">Arrivals with a bad signature or id, or with other content than the change or its first arrival has.</param>
internal sealed record WebhookReport(int Delivered, int Repeated, int Missing, int OutOfOrder, int Mismatched);

/// <summary>What went by files.</summary>
internal sealed record FileReport(int Files, int Rows);

/// <summary>What <c>verify</c> said of the journal.</summary>
internal sealed record ChainReport(bool Holds, string Told);

/// <summary>Processor time for each update in the quiet after, in microseconds; each update is also delivered to the webhook sandbox.</summary>
internal sealed record CpuReport(int Updates, double PerSecond, double Silos, double Gateways, double Database, double Adapters);

using System.Text.Json;
using Sync.Drill.Acts;
using Sync.Drill.Load;

namespace Sync.Drill;

/// <summary>What a drill found. Immutable.</summary>
internal sealed record DrillReport
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The longest time that issue and guide allow until every key has answered again.</summary>
    private const double RecoveryLimit = 8;
    private const double FreezeLimit = 15;
    private const double ReadLimit = 500;

    public required string Mode { get; init; }

    public required int Seed { get; init; }

    /// <summary>Why this drill cannot be made here; null: it was made.</summary>
    public string? Skipped { get; init; }

    /// <summary>Why the drill itself did not come to its end; null: it did.</summary>
    public string? Failed { get; init; }

    /// <summary>Updates that got their verdict, by a gateway or in the report of a file.</summary>
    public int Acknowledged { get; init; }

    public int Lost { get; init; }

    public int Doubled { get; init; }

    public int OutOfOrder { get; init; }

    public int Refused { get; init; }

    public int Kills { get; init; }

    public int Freezes { get; init; }

    /// <summary>The longest time after a kill until every key had answered again.</summary>
    public double MaxRecoverySeconds { get; init; }

    /// <summary>The same after a freeze that did not end by itself.</summary>
    public double MaxFreezeSeconds { get; init; }

    /// <summary>Everything else that was done, and how long each took at most.</summary>
    public IReadOnlyList<ActReport> Acts { get; init; } = [];

    /// <summary>Processes that ended though nobody ended them, and frozen silos that did not end when they ran again.</summary>
    public int UnexpectedEnds { get; init; }

    public int StuckSilos { get; init; }

    /// <summary>Entities that surviving silos put to sleep because another silo was killed or frozen. Not among them: activations that found, when they
    /// registered, that their entity was awake on another silo already.</summary>
    public int Disturbed { get; init; }

    public LoadReport Load { get; init; } = new(0, 0, 0, new AgainReport(0, 0, 0), 0, 0, 0, 0, 0);

    public WebhookReport Webhooks { get; init; } = new(0, 0, 0, 0, 0);

    public FileReport Files { get; init; } = new(0, 0);

    public ChainReport Chain { get; init; } = new(false, "it was not verified");

    public CpuReport? Cpu { get; init; }

    /// <summary>Why the drill is not good; empty: it is.</summary>
    public IReadOnlyList<string> Faults => [.. Find()];

    public bool IsGood => Faults.Count == 0;

    public string ToJson() => JsonSerializer.Serialize(this, Format);

    /// <summary>What is known of a drill before anything was compared.</summary>
    public static DrillReport Of(DrillOptions options, ActLog acts) => new()
    {
        Mode = options.Mode.ToString(),
        Seed = options.Seed,
        Kills = acts.Count("kill"),
        Freezes = acts.Count("freeze"),
        MaxRecoverySeconds = acts.Longest("kill"),
        MaxFreezeSeconds = acts.Longest("freeze"),
        Acts = acts.Report(),
        UnexpectedEnds = acts.UnexpectedEnds,
        StuckSilos = acts.StuckSilos,
        Disturbed = acts.Disturbed,
    };

    private IEnumerable<string> Find() => Failed is null ? [.. OfBooks(), .. OfCluster(), .. OfRestarts()] : [$"the drill did not come to its end: {Failed}"];

    private IEnumerable<string> OfBooks()
    {
        if (Acknowledged == 0) yield return "nothing was acknowledged";
        if (Lost + Doubled + OutOfOrder + Refused > 0) yield return $"lost {Lost}, doubled {Doubled}, out of order {OutOfOrder}, refused {Refused}";
        if (!Chain.Holds) yield return $"the journal does not verify: {Chain.Told}";
        if (Webhooks.Missing + Webhooks.OutOfOrder + Webhooks.Mismatched > 0)
            yield return $"webhooks: missing {Webhooks.Missing}, out of order {Webhooks.OutOfOrder}, mismatched {Webhooks.Mismatched}";
    }

    private IEnumerable<string> OfCluster()
    {
        if (Mode == nameof(DrillMode.Chaos) && Kills == 0) yield return "nothing was killed";
        if (MaxRecoverySeconds > RecoveryLimit) yield return $"it took {MaxRecoverySeconds} s after a kill until every key answered: {RecoveryLimit} s are allowed";
        if (MaxFreezeSeconds > FreezeLimit) yield return $"it took {MaxFreezeSeconds} s after a freeze until every key answered: {FreezeLimit} s are allowed";
        if (Disturbed > 0) yield return $"{Disturbed} entities of silos that went on were put to sleep";
        if (UnexpectedEnds > 0) yield return $"{UnexpectedEnds} processes ended by themselves";
        if (StuckSilos > 0) yield return $"{StuckSilos} silos that were given up did not end when they ran again";
    }

    /// <summary>Who calls while silos are restarted sees at worst a slower answer or «retry later».</summary>
    private IEnumerable<string> OfRestarts()
    {
        if (Mode != nameof(DrillMode.Rolling)) yield break;
        if (Load.ReadP99Milliseconds >= ReadLimit) yield return $"p99 of reads is {Load.ReadP99Milliseconds} ms";
        if (Load.FailedReads > 0) yield return $"{Load.FailedReads} reads failed";
        if (Load.SentAgain.Unknown + Load.SentAgain.NoAnswer > 0)
            yield return $"{Load.SentAgain.Unknown} updates had an unknown outcome and {Load.SentAgain.NoAnswer} no answer before they were sent again";
    }
}

/// <summary>One sort of act: how often, and the longest time until every key had answered again.</summary>
internal sealed record ActReport(string Act, int Count, double MaxSeconds);

/// <summary>How the load went. Rates are acknowledged updates a second, in the quiet before, while something was broken or starting, and in the quiet after.</summary>
internal sealed record LoadReport(
    double BeforePerSecond, double DuringPerSecond, double AfterPerSecond, AgainReport SentAgain, int Reads, int FailedReads, double ReadP50Milliseconds,
    double ReadP99Milliseconds, double ReadMaxMilliseconds);

/// <summary>Attempts that had no verdict, each followed by another, by what the caller was told: since the quiet before, for a cluster that has just
/// started is slow.</summary>
/// <param name="RetryLater">That nothing was done, and that it should come again.</param>
/// <param name="Unknown">That nobody knows whether the update is durable, or that it took too long.</param>
/// <param name="NoAnswer">Nothing that can be read.</param>
internal sealed record AgainReport(int RetryLater, int Unknown, int NoAnswer)
{
    public AgainReport Since(AgainReport before) => new(RetryLater - before.RetryLater, Unknown - before.Unknown, NoAnswer - before.NoAnswer);

    public static AgainReport Of(IReadOnlyList<KeyBook> books) => new(books.Sum(static b => b.RetryLater), books.Sum(static b => b.Unknown), books.Sum(static b => b.NoAnswer));
}

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

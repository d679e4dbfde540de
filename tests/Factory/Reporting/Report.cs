using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Sync.Factory.Reporting;

/// <summary>What the witness says at the end, over all runs on one folder of books. Every number can be recomputed from the books and the API
/// (<c>tests/recount.py</c> does).</summary>
internal sealed record Report
{
    /// <summary>Runs that were started on these books.</summary>
    public int Runs { get; init; }

    /// <summary>Time in which updates were sent: per run, from its start to its last call.</summary>
    public double Seconds { get; init; }

    /// <summary>Different updates that were sent. Each is in exactly one of applied, superseded, held, rejected, recovered, unanswered.</summary>
    public int Sent { get; init; }

    /// <summary>Updates that were answered <c>Applied</c>.</summary>
    public int Applied { get; init; }

    /// <summary>Answers <c>Duplicate</c>: one update may have several.</summary>
    public int Duplicates { get; init; }

    /// <summary>Updates that were answered <c>Superseded</c>.</summary>
    public int Superseded { get; init; }

    /// <summary>Updates that were answered <c>Held</c>, also those that were applied later.</summary>
    public int Held { get; init; }

    /// <summary>Updates that were answered <c>Rejected</c> and never anything better.</summary>
    public int Rejected { get; init; }

    /// <summary>Updates whose first answer got lost: only ever called duplicates.</summary>
    public int Recovered { get; init; }

    /// <summary>Updates without a verdict.</summary>
    public int Unanswered { get; init; }

    /// <summary>Held updates that still wait.</summary>
    public int StillHeld { get; init; }

    /// <summary>Updates sent once more because an answer failed or said nothing.</summary>
    public int Retried { get; init; }

    /// <summary>Changes in the book of deliveries.</summary>
    public int Delivered { get; init; }

    /// <summary>Changes delivered again under an id that was in the book: harmless.</summary>
    public int Redelivered { get; init; }

    /// <summary>Acknowledged and not recorded, recorded and not delivered, delivered and not recorded.</summary>
    public int Lost { get; init; }

    /// <summary>Applied, recorded or delivered more than once.</summary>
    public int Doubled { get; init; }

    /// <summary>Delivered after a later change of the same position.</summary>
    public int OutOfOrder { get; init; }

    /// <summary>Facts and quantities that do not agree between books, system and target.</summary>
    public int Mismatches { get; init; }

    /// <summary>Positions that were compared.</summary>
    public int Positions { get; init; }

    /// <summary>Sent by seconds.</summary>
    public double RatePerSecond { get; init; }

    /// <summary>The first sentences about what is wrong, at most 20.</summary>
    public ImmutableArray<string> Problems { get; init; } = [];

    /// <summary>Why the run ended before its time; absent when it did not. Books that agree are no success then.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? BrokenOff { get; init; }

    /// <summary>True when the run came to its end and nothing is lost, doubled, out of order, different or without a verdict.</summary>
    public bool Clean => BrokenOff is null && Lost + Doubled + OutOfOrder + Mismatches + Unanswered == 0;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(Report))]
internal sealed partial class ReportJson : JsonSerializerContext;

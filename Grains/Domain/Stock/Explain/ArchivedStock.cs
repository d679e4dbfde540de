using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Domain.Stock;

/// <summary>What can be told of a position whose oldest records were archived. Pure.</summary>
public static class ArchivedStock
{
    /// <summary>The latest instant at which anything happened that was archived: moments before it cannot be told in the order of occurrence. Null where nothing was.</summary>
    public static DateTimeOffset? HappenedBy(EntityView<StockState>? archived) => archived?.State.OccurredAt is { } at && at != default ? at : null;

    /// <summary>Why something cannot be told.</summary>
    /// <param name="what">What, as the subject of the sentence.</param>
    public static Refusal Refusal(string what) => ErrorCodes.HistoryArchived.With($"{what} has been archived") with
    {
        Cure = "Ask for a later moment, or look into the archive files.",
    };
}

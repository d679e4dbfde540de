using Sync.Contracts;

namespace Sync.Domain.Stock;

/// <summary>The day on which a movement is posted (DOMAIN 3). Immutable.</summary>
/// <param name="Day">The day; null where neither the source nor the plant says one.</param>
/// <param name="Said">The day that was said, where the movement is posted on another.</param>
/// <param name="Flag">What a person should know of it.</param>
internal readonly record struct PostingDay(DateOnly? Day, DateOnly? Said, StockFlags Flag)
{
    /// <summary>The day that a fact is posted on: a closed one is kept and told, or gives way to the first open one, as the plant has it.</summary>
    public static PostingDay Of(DateOnly? said, PostingPeriod? period)
    {
        if (period is null || said is not { } day || !period.IsClosed(day)) return new PostingDay(said, null, StockFlags.None);
        return period.Rule == ClosedPeriodRule.FirstOpenDay
            ? new PostingDay(period.ClosedThrough.AddDays(1), day, StockFlags.PostingMoved)
            : new PostingDay(day, null, StockFlags.ClosedPeriod);
    }
}

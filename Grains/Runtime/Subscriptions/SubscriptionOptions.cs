using System.ComponentModel.DataAnnotations;

namespace Sync.Grains.Subscriptions;

/// <summary>How subscriptions are worked. Section <c>Delivery</c>.</summary>
public sealed class SubscriptionOptions
{
    /// <summary>Changes that one subscription keeps in memory, 16 to 100,000, default 2,000. Beyond, it reads from the journal when there is room.</summary>
    [Range(16, 100_000)]
    public int PendingLimit { get; set; } = 2_000;

    /// <summary>How often the cursor is made durable while it moves, in milliseconds, 10 to 60,000, default 500. What came after is sent again
    /// after a crash, under the same ids.</summary>
    [Range(10, 60_000)]
    public int SaveMilliseconds { get; set; } = 500;

    /// <summary>The first wait after a failure, in milliseconds, 10 to 60,000, default 250. It doubles up to the longest.</summary>
    [Range(10, 60_000)]
    public int FirstRetryMilliseconds { get; set; } = 250;

    /// <summary>The longest wait between two attempts, in seconds, 1 to 3,600, default 30.</summary>
    [Range(1, 3_600)]
    public int LongestRetrySeconds { get; set; } = 30;

    /// <summary>How long a target may fail before a case is opened, in seconds, 1 to 86,400, default 300.</summary>
    [Range(1, 86_400)]
    public int CaseAfterSeconds { get; set; } = 300;
}

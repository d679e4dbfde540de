using System.Collections.Immutable;

namespace Sync.Factory.Sending;

/// <summary>What came back from a call: receipts, and a failure if not every update has one.</summary>
/// <param name="Status">The HTTP status, 0 when there was none.</param>
/// <param name="Receipts">Receipts in the order of the updates; may be fewer.</param>
/// <param name="Error">Why there are not more; null when nothing went wrong.</param>
/// <param name="RetryAfter">How long the system asks to wait.</param>
internal sealed record CallAnswer(int Status, ImmutableArray<ReceiptDto> Receipts, string? Error = null, TimeSpan? RetryAfter = null)
{
    /// <summary>True when the factory itself is not allowed to speak: no retry helps.</summary>
    public bool IsForbidden => Status is 401 or 403;

    /// <summary>True when the call as a whole was refused for its form.</summary>
    public bool IsRefused => Status is >= 400 and < 500 and not (401 or 403 or 408 or 425 or 429) && Receipts.IsEmpty;
}

using System.Text.Json.Serialization;

namespace Sync.Domain.Stock;

/// <summary>A reservation, or what was consumed for one that has not been made. Immutable.</summary>
/// <param name="Id">Its id.</param>
/// <param name="For">Who or what it is for; null as long as only consumptions name it.</param>
/// <param name="Quantity">What was asked for.</param>
/// <param name="Consumed">What movements took from it, less what their reversals gave back.</param>
/// <param name="Released">What was given back or expired.</param>
/// <param name="ExpiresAt">When it ends by itself.</param>
/// <param name="Ended">True when all that was open was given back, or it expired: then nothing opens it again.</param>
internal sealed record ReservationState(
    string Id, string? For = null, decimal Quantity = 0, decimal Consumed = 0, decimal Released = 0, DateTimeOffset? ExpiresAt = null, bool Ended = false)
{
    [JsonIgnore]
    public bool IsMade => For is not null;

    [JsonIgnore]
    public decimal Open => !IsMade || Ended ? 0 : Math.Max(0, Quantity - Math.Max(0, Consumed) - Released);
}

using System.Text;
using System.Text.Json;

namespace Sync.Gateway.Stock;

/// <summary>Which held update, why, and what it should have said.</summary>
internal sealed record FixRequest(string? Source = null, int Epoch = 0, string? Id = null, string? Reason = null, JsonElement? Data = null, DateTimeOffset? Time = null)
{
    public UpdateId? ToIdentity() => Source is not null && Id is not null ? new UpdateId(Source, Epoch, Id) : null;

    /// <summary>The held update with the corrected data, and the corrected time where one is given; or why that is no update.</summary>
    public (Update? Update, Refusal? Refusal) Correct(Update held, JsonElement data)
    {
        var (payload, refusal) = UpdateJson.ReadData(UpdateTypes.Of(held.Payload), Encoding.UTF8.GetBytes(data.GetRawText()));
        if (payload is null) return (null, refusal);
        var corrected = held with { Payload = payload, OccurredAt = Time is { } time ? Instants.Truncate(time) : held.OccurredAt, LocalTime = Time is null ? held.LocalTime : null };
        return UpdateRules.AcceptPayload(corrected).TryGet(out var accepted, out refusal) ? (accepted, null) : (null, refusal);
    }
}

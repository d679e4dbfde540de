namespace Sync.Gateway.Updates;

/// <summary>CloudEvents in batch mode: a JSON array of events.</summary>
internal static class BatchMode
{
    /// <summary>Adds every event of the array; or tells why the array as a whole cannot be read.</summary>
    public static Refusal? Read(ReadOnlySpan<byte> json, UpdateCall call) =>
        EventArrays.Split(json, GatewayLimits.MaxUpdates, (line, one) => call.Add(line, UpdateJson.Read(one, UpdateReadOptions.Outside)));

    public static Refusal TooMany() => EventArrays.TooMany(GatewayLimits.MaxUpdates);
}

namespace Sync.Contracts;

/// <summary>Sources of updates that the system itself speaks as. Thread-safe.</summary>
public static class UpdateSources
{
    /// <summary>What callers of the HTTP API ask for without sending a CloudEvent: master data, cases, held updates.</summary>
    public const string GatewayApi = "/gateway/api";

    /// <summary>True for sources that no one outside may use: <c>/gateway/...</c>, <c>/flows/...</c>, <c>/subscriptions/...</c>,
    /// <c>/orleanssync...</c>, and entity keys. Otherwise an outsider could take the identity of a follow-up before the system sends it.</summary>
    public static bool IsReserved(ReadOnlySpan<char> source) =>
        source.StartsWith("/gateway/") || source.StartsWith("/flows/") || source.StartsWith("/subscriptions/") || source.StartsWith("/orleanssync") || IsEntity(source);

    private static bool IsEntity(ReadOnlySpan<char> source) =>
        source.IndexOf('/') is > 0 and var slash
        && source[..slash] is EntityKinds.Stock or EntityKinds.Item or EntityKinds.Plant or EntityKinds.Case;
}

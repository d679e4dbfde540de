namespace Sync.Gateway;

/// <summary>What one call may be. Part of the API: changing them is a change of contract.</summary>
public static class GatewayLimits
{
    /// <summary>Updates in one call.</summary>
    public const int MaxUpdates = 5_000;

    /// <summary>Bytes of one body: 8 MiB.</summary>
    public const int MaxBodyBytes = 8 * 1024 * 1024;

    /// <summary>Bytes of a refused body that are still taken off the wire and thrown away: 64 MiB.</summary>
    public const int MaxDiscardedBytes = 64 * 1024 * 1024;

    /// <summary>Rows on one page of an answer.</summary>
    public const int MaxPage = 1_000;

    /// <summary>Rows on one page when nothing is asked for.</summary>
    public const int DefaultPage = 100;
}

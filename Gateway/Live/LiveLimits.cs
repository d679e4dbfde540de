namespace Sync.Gateway.Live;

/// <summary>How live stock is cut into messages.</summary>
internal static class LiveLimits
{
    /// <summary>Rows in one message.</summary>
    public const int Chunk = 500;

    /// <summary>Between two pings.</summary>
    public static readonly TimeSpan Ping = TimeSpan.FromSeconds(15);
}

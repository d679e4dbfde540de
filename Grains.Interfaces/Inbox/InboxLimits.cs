namespace Sync.Contracts;

/// <summary>What an adapter stream takes. Part of the contract with adapters.</summary>
public static class InboxLimits
{
    /// <summary>Bytes of one body, and of all bodies of one call: 8 MiB.</summary>
    public const int MaxBodyBytes = 8 * 1024 * 1024;

    /// <summary>Messages of one call.</summary>
    public const int MaxMessages = 1_000;

    /// <summary>Updates of one message.</summary>
    public const int MaxUpdates = 5_000;

    /// <summary>Headers of one message.</summary>
    public const int MaxHeaders = 100;

    /// <summary>Characters of a stream's name.</summary>
    public const int MaxName = 64;
}

namespace Sync.Gateway;

/// <summary>The operator's key: the one line of <c>operator.key</c> in the data folder, readable by its owner only. It opens everything.
/// Immutable, thread-safe.</summary>
public sealed class OperatorKey
{
    internal OperatorKey(string path, bool created, byte[] hash) => (Path, Created, Hash) = (path, created, hash);

    /// <summary>Where the key is: to be printed, unlike the key itself.</summary>
    public string Path { get; }

    /// <summary>True when this start made it.</summary>
    public bool Created { get; }

    internal byte[] Hash { get; }
}

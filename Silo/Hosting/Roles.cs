namespace Sync.Silo.Hosting;

/// <summary>What a process does. Any mix.</summary>
[Flags]
internal enum Roles
{
    None = 0,

    /// <summary>Journal, entities, feed and deliveries.</summary>
    Silo = 1,

    /// <summary>The HTTP API and the live page.</summary>
    Gateway = 2,

    /// <summary>What takes files and messages from other systems.</summary>
    Adapters = 4,

    All = Silo | Gateway | Adapters,
}

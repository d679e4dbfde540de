namespace Sync.Contracts;

/// <summary>What became of a message. The numbers are stored: they never change.</summary>
public enum InboxState
{
    /// <summary>Durable, and not looked at yet.</summary>
    Pending = 0,

    /// <summary>Each of its updates has a durable verdict.</summary>
    Done = 1,

    /// <summary>Set aside: it, or an event in it, cannot be read. Later messages of its keys wait for a person.</summary>
    Dead = 2,

    /// <summary>Some of its updates wait: for an earlier message of their key, or for an entity that cannot take them now.</summary>
    Waiting = 3,

    /// <summary>A person gave it up, with a reason.</summary>
    Discarded = 4,
}

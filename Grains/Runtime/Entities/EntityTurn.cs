namespace Sync.Grains.Entities;

/// <summary>What an entity does in one turn. Brought to its turns once.</summary>
internal abstract class EntityTurn
{
    /// <summary>Where turns wait, the next one in a chain of them.</summary>
    internal EntityTurn? Link { get; set; }

    /// <summary>Does it. Must not throw, and must not block.</summary>
    public abstract void Run();
}

using System.ComponentModel.DataAnnotations;
using Sync.Contracts;

namespace Sync.Grains.Entities;

/// <summary>How entities work. Section <c>Entities</c>.</summary>
public sealed class EntityOptions
{
    /// <summary>Records between two snapshots of an entity, 10 to 10,000, default 200; an entity with much to remember takes fewer.</summary>
    [Range(10, 10_000)]
    public int SnapshotEvery { get; set; } = 200;

    /// <summary>What happens with a plant that nobody registered: open (default) registers it when it is met, closed holds facts about it.</summary>
    public World UnknownPlants { get; set; } = World.Open;

    /// <summary>How long a reader waits for a version that it asks for, in seconds, 1 to 60, default 5.</summary>
    [Range(1, 60)]
    public int ReadYourWriteSeconds { get; set; } = 5;

    /// <summary>How long a master that was found is believed without asking again, in seconds, 0 to 300, default 5.
    /// A master that was not found is asked for each time.</summary>
    [Range(0, 300)]
    public int MasterCacheSeconds { get; set; } = 5;
}

using System.Collections.Concurrent;
using Sync.Contracts;

namespace Sync.Grains.Entities;

/// <summary>The entities that are awake in this process. Who has updates for them hands these over directly: no message, no filter, no response,
/// which is most of what a call costs. It is decided in a turn of the entity, so nothing runs beside it. Thread-safe.</summary>
internal sealed class LocalEntities
{
    private readonly ConcurrentDictionary<EntityKey, LocalEntity> _awake = new();

    public LocalEntity? Find(EntityKey key) => _awake.GetValueOrDefault(key);

    public void Add(EntityKey key, LocalEntity entity) => _awake[key] = entity;

    public void Remove(EntityKey key, LocalEntity entity) => _awake.TryRemove(KeyValuePair.Create(key, entity));
}

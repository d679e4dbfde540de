using System.Collections.Frozen;
using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Grains.Feed;

/// <summary>Reads the events of every kind of entity. Thread-safe.</summary>
internal sealed class EventCodecs(IReadOnlyDictionary<string, EventCodec> byKind)
{
    private readonly FrozenDictionary<string, EventCodec> _byKind = byKind.ToFrozenDictionary();

    /// <summary>The event of a record.</summary>
    /// <exception cref="NotSupportedException">The record was written by a newer build.</exception>
    public DomainEvent Read(JournalRecord record) => _byKind.TryGetValue(record.Entity.Kind, out var codec)
        ? codec.Read(record.Kind, record.Schema, record.Payload)
        : throw new NotSupportedException($"entity kind {record.Entity.Kind} is not known to this build");
}

using System.Collections.Frozen;
using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Grains.Feed;

/// <summary>Reads the events of every kind of entity. Thread-safe.</summary>
internal sealed class EventCodecs(IReadOnlyDictionary<string, EventCodec> byKind)
{
    private readonly FrozenDictionary<string, EventCodec> _byKind = byKind.ToFrozenDictionary();

    /// <summary>The newest schema of each kind of event that this build reads.</summary>
    public IEnumerable<KeyValuePair<string, int>> Reads => _byKind.Values.SelectMany(static codec => codec.Reads).DistinctBy(static read => read.Key);

    /// <summary>The event of a record, decoded once however many ask for it.</summary>
    /// <exception cref="NotSupportedException">The record was written by a newer build.</exception>
    public DomainEvent Read(JournalRecord record)
    {
        if (record.Decoded is DomainEvent known) return known;
        if (!_byKind.TryGetValue(record.Entity.Kind, out var codec)) throw new NotSupportedException($"entity kind {record.Entity.Kind} is not known to this build");
        var @event = codec.Read(record.Kind, record.Schema, record.Payload);
        record.Keep(@event);
        return @event;
    }
}

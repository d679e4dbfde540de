using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Sync.Domain.Kernel;

/// <summary>Maps events to their stored names, schema versions and JSON. Thread-safe.</summary>
public sealed class EventCodec
{
    private static readonly Entry[] KernelEntries =
    [
        new("update.held", 1, KernelJson.Default.Held),
        new("update.resumed", 1, KernelJson.Default.Resumed),
        new("update.discarded", 1, KernelJson.Default.Discarded),
        new("update.noted", 1, KernelJson.Default.Noted),
        new("update.epoch-opened", 1, KernelJson.Default.EpochOpened),
        new("update.fixed", 1, KernelJson.Default.Fixed),
        new("update.sequences-declared", 1, KernelJson.Default.SequencesDeclared),
        new("update.gap-overdue", 1, KernelJson.Default.GapOverdue),
    ];

    private readonly FrozenDictionary<Type, Entry> _byType;
    private readonly FrozenDictionary<(string Kind, int Schema), Entry> _byKind;

    /// <summary>A codec for the given events and those of the kernel.</summary>
    public EventCodec(params ReadOnlySpan<Entry> entries)
    {
        Entry[] all = [.. KernelEntries, .. entries];
        _byType = all.ToFrozenDictionary(e => e.Json.Type);
        _byKind = all.ToFrozenDictionary(e => (e.Kind, e.Schema));
    }

    /// <summary>Stored name, schema version and JSON text of an event.</summary>
    public (string Kind, int Schema, string Payload) Write(DomainEvent @event)
    {
        var entry = _byType[@event.GetType()];
        return (entry.Kind, entry.Schema, EventText.Write(@event, entry.Json));
    }

    /// <summary>Reads a stored event.</summary>
    /// <exception cref="NotSupportedException">The name and schema are not known to this build.</exception>
    /// <exception cref="JsonException">The payload does not fit.</exception>
    public DomainEvent Read(string kind, int schema, string payload) => _byKind.TryGetValue((kind, schema), out var entry)
        ? (DomainEvent)JsonSerializer.Deserialize(payload, entry.Json)!
        : throw new NotSupportedException($"event {kind} of schema {schema} is not known to this build: it was written by a newer one");

    /// <summary>One event type: its stored name (never changes), schema version and JSON.</summary>
    /// <param name="Kind">For example <c>stock.moved</c>.</param>
    /// <param name="Schema">From 1.</param>
    /// <param name="Json">How it is read and written.</param>
    public sealed record Entry(string Kind, int Schema, JsonTypeInfo Json);
}

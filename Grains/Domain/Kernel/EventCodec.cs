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

    private readonly FrozenDictionary<Type, Entry[]> _byType;
    private readonly FrozenDictionary<(string Kind, int Schema), Entry> _byKind;

    /// <summary>A codec for the given events and those of the kernel.</summary>
    public EventCodec(params ReadOnlySpan<Entry> entries)
    {
        Entry[] all = [.. KernelEntries, .. entries];
        _byType = all.GroupBy(e => e.Event).ToFrozenDictionary(e => e.Key, e => e.OrderByDescending(form => form.Schema).ToArray());
        _byKind = all.ToFrozenDictionary(e => (e.Kind, e.Schema));
        Reads = all.GroupBy(e => e.Kind).ToFrozenDictionary(e => e.Key, e => e.Max(form => form.Schema));
    }

    private EventCodec(EventCodec of) => (_byType, _byKind, Reads) = (of._byType, of._byKind, of.Reads);

    /// <summary>The newest schema of each kind that this build reads.</summary>
    public IReadOnlyDictionary<string, int> Reads { get; private init; }

    /// <summary>The same codec, which also says that it reads a member that an event grew by. A build before would drop it, so the decision that writes it asks
    /// whether it is agreed on; events without it stay as they are.</summary>
    public EventCodec With(string member, int version) => new(this) { Reads = new Dictionary<string, int>(Reads, StringComparer.Ordinal) { [member] = version } };

    /// <summary>The newest form of an event that every silo reads; of an event without such a form the oldest.</summary>
    /// <param name="event">The event.</param>
    /// <param name="agreed">What every silo reads; null: this build is alone.</param>
    public Entry Form(DomainEvent @event, FormatLevels? agreed)
    {
        var forms = _byType[@event.GetType()];
        if (agreed is null || forms.Length == 1) return forms[0];
        foreach (var form in forms)
            if (form.Schema <= agreed.Of(form.Kind)) return form;
        return forms[^1];
    }

    /// <summary>Stored name, schema version and JSON text of an event, in its newest form.</summary>
    public (string Kind, int Schema, string Payload) Write(DomainEvent @event)
    {
        var form = Form(@event, null);
        return (form.Kind, form.Schema, form.Write(@event));
    }

    /// <summary>Reads a stored event.</summary>
    /// <exception cref="NotSupportedException">The name and schema are not known to this build.</exception>
    /// <exception cref="JsonException">The payload does not fit.</exception>
    public DomainEvent Read(string kind, int schema, string payload) => _byKind.TryGetValue((kind, schema), out var entry)
        ? entry.Read(payload)
        : throw new NotSupportedException($"event {kind} of schema {schema} is not known to this build: it was written by a newer one");

    /// <summary>One form of an event: its stored name (never changes), schema version and JSON.</summary>
    /// <param name="Kind">For example <c>stock.moved</c>.</param>
    /// <param name="Schema">From 1.</param>
    /// <param name="Json">How it is read and written.</param>
    public record Entry(string Kind, int Schema, JsonTypeInfo Json)
    {
        /// <summary>The event that it is a form of.</summary>
        public virtual Type Event => Json.Type;

        /// <summary>The event as it will be read again: an older form may lack something.</summary>
        public virtual DomainEvent AsStored(DomainEvent @event) => @event;

        /// <summary>The JSON text.</summary>
        public virtual string Write(DomainEvent @event) => EventText.Write(@event, Json);

        /// <summary>Reads the JSON text.</summary>
        /// <exception cref="JsonException">The text does not fit.</exception>
        public virtual DomainEvent Read(string payload) => (DomainEvent)JsonSerializer.Deserialize(payload, Json)!;
    }

    /// <summary>A form that builds before this one read and wrote: written until every silo reads a newer one, and read for ever.</summary>
    /// <typeparam name="TEvent">The event.</typeparam>
    /// <typeparam name="TStored">What was stored then.</typeparam>
    /// <param name="Kind">As of the newer form.</param>
    /// <param name="Schema">Lower than that of the newer form.</param>
    /// <param name="Old">How it is read and written.</param>
    /// <param name="Down">The older form of an event.</param>
    /// <param name="Up">The event of an older form.</param>
    public sealed record OlderEntry<TEvent, TStored>(string Kind, int Schema, JsonTypeInfo<TStored> Old, Func<TEvent, TStored> Down, Func<TStored, TEvent> Up) : Entry(Kind, Schema, Old)
        where TEvent : DomainEvent
        where TStored : DomainEvent
    {
        /// <inheritdoc/>
        public override Type Event => typeof(TEvent);

        /// <inheritdoc/>
        public override DomainEvent AsStored(DomainEvent @event) => Told(Up(Down((TEvent)@event)), @event);

        /// <inheritdoc/>
        public override string Write(DomainEvent @event) => EventText.Write(Told(Down((TEvent)@event), @event), Json);

        /// <inheritdoc/>
        public override DomainEvent Read(string payload)
        {
            var stored = base.Read(payload);
            return Told(Up((TStored)stored), stored);
        }

        /// <summary>What the kernel said stays said in every form.</summary>
        private static DomainEvent Told(DomainEvent form, DomainEvent of) => form with { Cleared = of.Cleared, HeldAfter = of.HeldAfter, Identified = of.Identified };
    }
}

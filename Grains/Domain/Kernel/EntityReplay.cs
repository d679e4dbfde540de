using System.Collections.Immutable;
using System.Text.Json;
using Sync.Contracts;

namespace Sync.Domain.Kernel;

/// <summary>Rebuilds heads from the journal, and writes snapshots of them. Thread-safe.</summary>
public static class EntityReplay
{
    private const int EnvelopeSchema = 2;
    private const int SchemaStep = 1000;

    /// <summary>A head before its first record.</summary>
    public static EntityHead<TState> Start<TState>(EntityModel<TState> model, EntityKey key)
        where TState : class =>
        new(new EntityView<TState>(key, 0, model.Empty(key), []), new Gate(), default, DateTimeOffset.MinValue, model.Seats);

    /// <summary>The schema number under which a model's snapshots are stored.</summary>
    public static int SnapshotSchema<TState>(EntityModel<TState> model)
        where TState : class => (EnvelopeSchema * SchemaStep) + model.SnapshotSchema;

    /// <summary>True for a number whose bodies <see cref="Load"/> reads: the model's own state, in an envelope of this build or of one before. Others are not used.</summary>
    public static bool Reads<TState>(EntityModel<TState> model, int schema)
        where TState : class => schema % SchemaStep == model.SnapshotSchema && schema / SchemaStep is >= 1 and <= EnvelopeSchema;

    /// <summary>A head from a snapshot's body.</summary>
    /// <exception cref="JsonException">The body does not fit; fold the records instead.</exception>
    public static EntityHead<TState> Load<TState>(
        EntityModel<TState> model, EntityKey key, long version, RecordHash hash, ReadOnlySpan<byte> body)
        where TState : class
    {
        var envelope = JsonSerializer.Deserialize(body, KernelJson.Default.SnapshotEnvelope)!;
        var state = envelope.State.To(model.StateJson)!;
        var held = envelope.Held.Select(Read).ToImmutableArray();
        var gate = new Gate(IdentityWindow.Load(envelope.Recent), Left(envelope));
        gate.Sequences = SequenceSnapshot.Load(envelope.Sequences);
        gate.Epochs = SequenceSnapshot.Load(envelope.Epochs);
        gate.Overdue = envelope.Overdue;
        return new EntityHead<TState>(new EntityView<TState>(key, version, state, held) { Gaps = SequenceTurns.Gaps(gate, held) }, gate, hash, envelope.RecordedAt, model.Seats);
    }

    /// <summary>Moves a head on by records of consecutive versions.</summary>
    public static void Fold<TState>(EntityModel<TState> model, EntityHead<TState> head, IEnumerable<JournalRecord> records)
        where TState : class
    {
        foreach (var record in records)
        {
            head.Apply(model, record, model.Events.Read(record.Kind, record.Schema, record.Payload), Fingerprints.OfIdentity(record.Cause));
        }
    }

    /// <summary>The body of a snapshot of this head.</summary>
    public static byte[] Save<TState>(EntityModel<TState> model, EntityHead<TState> head)
        where TState : class => JsonSerializer.SerializeToUtf8Bytes(
        new SnapshotEnvelope
        {
            Schema = EnvelopeSchema,
            RecordedAt = head.RecordedAt,
            State = JsonText.Of(model.Compact(head.View.State), model.StateJson),
            Recent = head.Gate.Window.Save(),
            Left = head.Gate.Left.Save(),
            LeftCount = head.Gate.Left.Count,
            LeftOld = head.Gate.Left.OldStages is > 0 and var old ? old : null,
            Sequences = SequenceSnapshot.Save(head.Gate.Sequences),
            Epochs = head.Gate.Epochs?.All.ToImmutableArray(),
            Overdue = head.Gate.Overdue,
            Held = [.. head.View.Held.Select(Write)],
        },
        KernelJson.Default.SnapshotEnvelope);

    private static IdentityFilter Left(SnapshotEnvelope envelope) =>
        IdentityFilter.Load(envelope.Left, envelope.LeftCount, envelope.Schema == 1 ? envelope.Left.Length : envelope.LeftOld ?? 0);

    private static SnapshotEnvelope.HeldEntry Write(HeldUpdate held) => new(
        StoredUpdates.ToJson(held.Update), held.Reason, held.Since, held.Version, held.Original is null ? null : StoredUpdates.ToJson(held.Original));

    private static HeldUpdate Read(SnapshotEnvelope.HeldEntry entry) => new(StoredUpdates.FromJson(entry.Update), entry.Reason, entry.Since, entry.Version)
    {
        Original = entry.Original is { } original ? StoredUpdates.FromJson(original) : null,
    };

    /// <summary>Forgets what the model need not carry. Call it where a snapshot was taken.</summary>
    public static void Compact<TState>(EntityModel<TState> model, EntityHead<TState> head)
        where TState : class => head.View = head.View with { State = model.Compact(head.View.State) };
}

using System.Collections.Immutable;
using System.Text.Json;
using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Domain.Verification;

/// <summary>Verifies an entity of one kind.</summary>
/// <typeparam name="TState">The model's state.</typeparam>
public sealed class EntityVerifier<TState>(EntityModel<TState> model, EntityKey key) : IEntityVerifier
    where TState : class
{
    private readonly AccountTally _tally = new();
    private EntityHead<TState> _head = EntityReplay.Start(model, key);

    /// <inheritdoc/>
    public long Version => _head.Version;

    /// <inheritdoc/>
    public RecordHash Hash => _head.Hash;

    /// <inheritdoc/>
    public VerifyFinding? Begin(long version, RecordHash hash, int schema, ReadOnlySpan<byte> body)
    {
        if (TryRead(version, hash, schema, body, out var problem) is not { } head) return Chain(version, problem!);
        _head = head;
        _tally.Open(model.Balances(head.View.State));
        return null;
    }

    /// <inheritdoc/>
    public VerifyFinding? Add(JournalRecord record)
    {
        if (ChainCheck.Broken(key, Version, Hash, record) is { } broken) return Chain(Version + 1, broken);
        try
        {
            var @event = model.Events.Read(record.Kind, record.Schema, record.Payload);
            if (ChainCheck.BrokenContent(record, @event) is { } content) return Chain(record.Version, content);
            if (_tally.Add(model.Sums(@event)) is { } imbalance) return NotConserved(record.Version, imbalance);
            if (model.Imbalance(_head.View.State, @event) is { } other) return NotConserved(record.Version, other);
            EntityReplay.Fold(model, _head, [record]);
            return null;
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or FormatException)
        {
            return Chain(record.Version, $"version {record.Version} cannot be read: {e.Message}");
        }
    }

    /// <inheritdoc/>
    public (int Schema, byte[] Body) Save() => (EntityReplay.SnapshotSchema(model), EntityReplay.Save(model, _head));

    /// <inheritdoc/>
    public VerifyFinding? CompareSnapshot(RecordHash hash, int schema, ReadOnlySpan<byte> body)
    {
        if (hash != Hash) return Chain(Version, $"the snapshot of version {Version} names another record than the one that is stored");
        // One that this build does not use harms nobody.
        if (TryRead(Version, hash, schema, body, out _) is not { } snapshot) return null;
        if (_tally.Compare(model.Balances(snapshot.View.State), "the snapshot") is { } imbalance) return NotConserved(Version, imbalance);
        return snapshot.View.Held.Select(static h => h.Update.Id).SequenceEqual(_head.View.Held.Select(static h => h.Update.Id))
            ? null
            : Chain(Version, $"the snapshot of version {Version} holds other updates than the records before it");
    }

    /// <inheritdoc/>
    public VerifyFinding? CompareBalances(ImmutableArray<AccountSum> believed, string who) =>
        _tally.Compare(believed, who) is { } imbalance ? NotConserved(Version, imbalance) : null;

    private EntityHead<TState>? TryRead(long version, RecordHash hash, int schema, ReadOnlySpan<byte> body, out string? problem)
    {
        problem = EntityReplay.Reads(model, schema) ? null : $"the state of version {version} has format {schema}, this build writes {EntityReplay.SnapshotSchema(model)}";
        if (problem is not null) return null;
        try
        {
            return EntityReplay.Load(model, key, version, hash, body);
        }
        catch (JsonException e)
        {
            problem = $"the state of version {version} cannot be read: {e.Message}";
            return null;
        }
    }

    private VerifyFinding Chain(long version, string message) => new(key, version, ErrorCodes.ChainBroken.With($"{key}: {message}"));

    private VerifyFinding NotConserved(long version, string message) => new(key, version, ErrorCodes.NotConserved.With($"{key}: at version {version} {message}"));
}

using System.Collections.Immutable;
using System.Text.Json;
using Sync.Contracts;

namespace Sync.Domain.Kernel;

/// <summary>What a snapshot's body holds beside the model's state.</summary>
internal sealed record SnapshotEnvelope
{
    public int Schema { get; init; }

    public DateTimeOffset RecordedAt { get; init; }

    public JsonElement State { get; init; }

    public byte[] Recent { get; init; } = [];

    public ImmutableArray<byte[]> Left { get; init; } = [];

    public int LeftCount { get; init; }

    public ImmutableArray<HeldEntry> Held { get; init; } = [];

    internal sealed record HeldEntry(JsonElement Update, Refusal Reason, DateTimeOffset Since, long Version);
}

using System.Collections.Immutable;
using System.Text.Json;
using Sync.Contracts;

namespace Sync.Domain.Kernel;

/// <summary>What a snapshot's body holds beside the model's state.</summary>
internal sealed record SnapshotEnvelope
{
    public int Schema { get; init; }

    public DateTimeOffset RecordedAt { get; init; }

    public JsonText State { get; init; }

    public byte[] Recent { get; init; } = [];

    public ImmutableArray<byte[]> Left { get; init; } = [];

    public int LeftCount { get; init; }

    /// <summary>How many stages of <see cref="Left"/>, from the first, are of <see cref="Schema"/> 1; absent when there is none.</summary>
    public int? LeftOld { get; init; }

    public ImmutableArray<HeldEntry> Held { get; init; } = [];

    /// <summary>What was seen of sequences that say identity; absent when there is none.</summary>
    public ImmutableArray<SequenceEntry>? Sequences { get; init; }

    /// <summary>The epochs that operators opened; absent when there is none.</summary>
    public ImmutableArray<EpochBook.Opened>? Epochs { get; init; }

    /// <summary>The gaps that a person was told of; absent when there is none.</summary>
    public string? Overdue { get; init; }

    /// <param name="Source">The source.</param>
    /// <param name="Epoch">Its epoch.</param>
    /// <param name="First">The first number.</param>
    /// <param name="Below">What lies below was forgotten.</param>
    /// <param name="Ranges">First and last number of each range, in order.</param>
    internal sealed record SequenceEntry(string Source, int Epoch, long First, long Below, long[] Ranges);

    internal sealed record HeldEntry(JsonElement Update, Refusal Reason, DateTimeOffset Since, long Version, JsonElement? Original = null);
}

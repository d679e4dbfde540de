using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Domain.Kernel;

/// <summary>What became of one update at the kernel.</summary>
public abstract record Step
{
    private Step()
    {
    }

    /// <summary>Decided. The head has moved on by the records; the receipt may be given when they are durable.</summary>
    /// <param name="Receipt">The verdict.</param>
    /// <param name="Records">The records that it made, possibly none.</param>
    public sealed record Decided(Receipt Receipt, ImmutableArray<JournalRecord> Records) : Step;

    /// <summary>Memory cannot tell whether the identity is known. Nothing was changed: find it in the journal and decide again.</summary>
    /// <param name="Id">The identity to find.</param>
    public sealed record NeedsLookup(UpdateId Id) : Step;

    /// <summary>The state has forgotten what this decision needs. Nothing was changed: fold the whole history and decide again.</summary>
    public sealed record NeedsHistory : Step
    {
        /// <summary>The only value.</summary>
        public static NeedsHistory Instance { get; } = new();
    }
}

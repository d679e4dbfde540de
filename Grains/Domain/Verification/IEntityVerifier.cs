using System.Collections.Immutable;
using Sync.Contracts;
using Sync.Domain.Kernel;

namespace Sync.Domain.Verification;

/// <summary>Folds the records of one entity by itself and names the first that does not fit. After a finding it takes nothing more.
/// Not thread-safe.</summary>
public interface IEntityVerifier
{
    /// <summary>The newest version that fits.</summary>
    long Version { get; }

    /// <summary>The hash of that record.</summary>
    RecordHash Hash { get; }

    /// <summary>Begins after what was archived.</summary>
    /// <param name="version">The newest archived version.</param>
    /// <param name="hash">Its hash.</param>
    /// <param name="schema">The number of the body's format.</param>
    /// <param name="body">The state as of that version.</param>
    VerifyFinding? Begin(long version, RecordHash hash, int schema, ReadOnlySpan<byte> body);

    /// <summary>Takes the next record.</summary>
    VerifyFinding? Add(JournalRecord record);

    /// <summary>The state of the present version, as a snapshot's format number and body.</summary>
    (int Schema, byte[] Body) Save();

    /// <summary>Compares a snapshot of the present version.</summary>
    VerifyFinding? CompareSnapshot(RecordHash hash, int schema, ReadOnlySpan<byte> body);

    /// <summary>Compares what somebody believes of the present version; accounts that are not listed are zero.</summary>
    /// <param name="believed">The accounts.</param>
    /// <param name="who">Who believes it, for the message.</param>
    VerifyFinding? CompareBalances(ImmutableArray<AccountSum> believed, string who);
}

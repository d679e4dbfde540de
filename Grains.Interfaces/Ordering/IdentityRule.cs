namespace Sync.Contracts;

/// <summary>What tells a new update of a source from one that came before.</summary>
public enum IdentityRule
{
    /// <summary>Source, epoch and message id; a sequence says nothing about identity.</summary>
    MessageId,

    /// <summary>The source's sequence says it as well: one sequence, one message id. What was seen is kept as ranges, whose size grows with holes and
    /// not with messages.</summary>
    Sequence,
}

namespace Sync.Contracts;

/// <summary>The connection to the store was lost while a commit was under way: what was sent may or may not be durable.
/// A retry of the same update is safe and tells the truth.</summary>
[GenerateSerializer, Alias("sync.v1.outcome-unknown")]
public sealed class OutcomeUnknownException : Exception
{
    /// <summary>Creates the exception.</summary>
    public OutcomeUnknownException()
        : this("the outcome of the commit is not known: send the same update again")
    {
    }

    /// <summary>Creates the exception with a message.</summary>
    public OutcomeUnknownException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message and its cause.</summary>
    public OutcomeUnknownException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

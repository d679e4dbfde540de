namespace Sync.Contracts;

/// <summary>A view is still being built from the journal, or could not be built now. Nothing is wrong with what was asked: ask again.</summary>
[GenerateSerializer, Alias("sync.v1.view-not-ready")]
public sealed class ViewNotReadyException : Exception
{
    /// <summary>Creates the exception.</summary>
    public ViewNotReadyException()
        : this("the view is being built from the journal: ask again")
    {
    }

    /// <summary>Creates the exception with a message for the caller.</summary>
    public ViewNotReadyException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message for the caller and its cause.</summary>
    public ViewNotReadyException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

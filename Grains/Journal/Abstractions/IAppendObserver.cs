namespace Sync.Journal;

/// <summary>Is told once how an append ended. Called by the journal's writer, on a thread of its choice, in the order of the appends of a session:
/// what is done here holds up every other entity, so it is brief, waits for nothing and never throws.</summary>
public interface IAppendObserver
{
    /// <summary>Every record of the append is durable.</summary>
    void OnDurable();

    /// <summary>The append failed, as <see cref="IJournalSession.Append"/> lists. A refusal may come before <see cref="IJournalSession.Append"/> returns.</summary>
    void OnFailed(Exception failure);
}

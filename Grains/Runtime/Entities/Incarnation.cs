using Sync.Domain.Kernel;
using Sync.Journal;

namespace Sync.Grains.Entities;

/// <summary>A head and the session that makes it durable. Given up as a whole when anything fails.</summary>
internal sealed class Incarnation<TState>(EntityHead<TState> head, IJournalSession session)
    where TState : class
{
    /// <summary>The entity as far as it has been decided.</summary>
    public EntityHead<TState> Head => head;

    /// <summary>How it appends.</summary>
    public IJournalSession Session => session;

    /// <summary>True as long as the head's state has forgotten nothing.</summary>
    public bool FullHistory { get; set; }
}

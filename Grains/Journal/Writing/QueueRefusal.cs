namespace Sync.Journal.Writing;

/// <summary>Why a queue of the journal takes nothing. Nothing of what was offered is durable.</summary>
internal static class QueueRefusal
{
    public static JournalBusyException Full(int limit) => new($"the journal's queue is full ({limit:N0} wait): send the same again after a short pause");

    public static JournalUnavailableException Stopped() => new("the journal has stopped");
}

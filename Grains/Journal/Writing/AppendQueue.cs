namespace Sync.Journal.Writing;

/// <summary>Where the appends of some entities wait for a writer: one queue of the desk. Thread-safe.</summary>
internal sealed class AppendQueue(CommitDesk<AppendRequest> desk, int queue, TimeProvider time)
{
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Records that wait.</summary>
    public int Waiting => desk.Waiting(queue);

    public Exception? Offer(AppendRequest request) => desk.Offer(queue, request);
}

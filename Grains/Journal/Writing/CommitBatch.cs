using Sync.Journal.Storage;

namespace Sync.Journal.Writing;

/// <summary>Forms a batch from what a writer took: drops what must not be sent, sorts by entity, and lets one session an entity in.</summary>
internal static class CommitBatch
{
    /// <summary>A record that waited longer is not sent. Whoever asked for it has given up long ago, and what archiving and
    /// identity assume about the age of a write stays true even after the process was frozen for a while.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(1);

    /// <summary>Groups sorted by entity. What is left in <paramref name="taken"/> comes in the next batch: two sessions of one entity
    /// in one transaction would collide with each other, and a store could not say which of them lost.</summary>
    public static List<CommitGroup> Form(List<AppendRequest> taken, DateTimeOffset now)
    {
        var sendable = new List<AppendRequest>(taken.Count);
        foreach (var request in taken)
        {
            // One at a time, because a failure poisons the session for those that follow.
            if (Unsendable(request, now) is { } reason)
            {
                request.Fail(reason);
                continue;
            }

            request.Order = sendable.Count;
            sendable.Add(request);
        }

        taken.Clear();
        sendable.Sort(static (a, b) =>
        {
            var order = LaneGroups.Of(a.Session.Lane) - LaneGroups.Of(b.Session.Lane);
            if (order == 0) order = string.CompareOrdinal(a.Session.SortKey, b.Session.SortKey);
            return order != 0 ? order : a.Order.CompareTo(b.Order);
        });

        var groups = new List<CommitGroup>();
        CommitGroup? group = null;
        var closed = false;
        foreach (var request in sendable)
        {
            if (group is null || group.Session.SortKey != request.Session.SortKey)
            {
                groups.Add(group = new CommitGroup(request));
                closed = false;
                continue;
            }

            closed |= group.Session != request.Session;
            if (closed) taken.Add(request);
            else group.Add(request);
        }

        return groups;
    }

    private static Exception? Unsendable(AppendRequest request, DateTimeOffset now)
    {
        if (request.Session.IsPoisoned) return request.Session.Fenced();
        return now - request.QueuedAt <= MaxAge ? null : new JournalUnavailableException(
            $"{request.Session.Entity}: a record waited longer than {MaxAge.TotalSeconds:N0} s to be written and was not sent. Send the same update again");
    }
}

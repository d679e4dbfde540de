using Sync.Contracts;

namespace Sync.Journal.Writing;

/// <summary>What one session has in a batch: records of consecutive versions that are durable together or not at all.</summary>
internal sealed class CommitGroup(JournalSession session)
{
    private readonly List<AppendRequest> _requests = [];

    public JournalSession Session => session;

    public EntityKey Entity => session.Entity;

    /// <summary>In the order of the calls.</summary>
    public IReadOnlyList<AppendRequest> Requests => _requests;

    /// <summary>Ascending versions.</summary>
    public List<JournalRecord> Records { get; } = [];

    /// <summary>Why nothing of it is durable; null when all of it is.</summary>
    public Exception? Failure { get; set; }

    public void Add(AppendRequest request)
    {
        _requests.Add(request);
        Records.AddRange(request.Records);
    }

    /// <summary>Another activation has one of these versions.</summary>
    public void Fence() => Failure = new JournalFencedException(
        $"{Entity}: another activation has written version {Records[0].Version}. Load and decide again");

    /// <summary>Answers every request, the first one with the reason itself.</summary>
    public void Answer()
    {
        foreach (var request in _requests)
        {
            if (Failure is null) request.Succeed();
            else request.Fail(request == _requests[0] ? Failure : Session.Fenced());
        }
    }
}

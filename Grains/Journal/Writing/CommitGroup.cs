using System.Collections.Immutable;
using Sync.Contracts;

namespace Sync.Journal.Writing;

/// <summary>What one session has in a batch: records of consecutive versions that are durable together or not at all.</summary>
internal sealed class CommitGroup(AppendRequest first)
{
    private List<AppendRequest>? _more;
    private ImmutableArray<JournalRecord> _records = first.Records;

    public JournalSession Session => first.Session;

    public EntityKey Entity => first.Session.Entity;

    /// <summary>Ascending versions.</summary>
    public ImmutableArray<JournalRecord> Records
    {
        get
        {
            if (_records.IsDefault) _records = [.. first.Records, .. _more!.SelectMany(static request => request.Records)];
            return _records;
        }
    }

    /// <summary>Why nothing of it is durable; null when all of it is.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Takes the next call of the same session.</summary>
    public void Add(AppendRequest request)
    {
        (_more ??= []).Add(request);
        _records = default;
    }

    /// <summary>Another activation has one of these versions.</summary>
    public void Fence() => Failure = new JournalFencedException(
        $"{Entity}: another activation has written version {Records[0].Version}. Load and decide again");

    /// <summary>Answers every request in the order of the calls: the first one with the reason itself, and every one where nobody knows, because
    /// what stands behind it in the batch may be durable with it.</summary>
    public void Answer()
    {
        if (Failure is null) first.Succeed();
        else first.Fail(Failure);
        if (_more is null) return;
        foreach (var request in _more)
        {
            if (Failure is null) request.Succeed();
            else request.Fail(Failure is OutcomeUnknownException ? Failure : Session.Fenced());
        }
    }
}
